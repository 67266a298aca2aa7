import { positionAt } from './source.mjs'

// https://developers.weixin.qq.com/miniprogram/dev/component/
const builtIn = new Set(
  `ad audio block button camera canvas checkbox checkbox-group cover-image cover-view editor form functional-page-navigator
  icon image import include input keyboard-accessory label live-player live-pusher map match-media movable-area
  movable-view navigation-bar navigator official-account open-data page-container page-meta picker picker-view
  picker-view-column progress radio radio-group rich-text root-portal scroll-view share-element slider slot swiper
  swiper-item switch template text textarea video view voip-room web-view wxs`.split(/\s+/),
)

/** Tags that are neither WeChat's nor declared: the compiler takes them, and the page shows nothing in their place. */
export function lintTags(source) {
  const app = componentsIn(source, source.appJson)
  return source.files
    .filter((file) => file.endsWith('.wxml') && source.has(file.replace(/wxml$/, 'json')))
    .flatMap((file) => {
      const own = componentsIn(source, file.replace(/wxml$/, 'json'))
      if (!app || !own) return []
      const text = source.read(file)
      const known = new Set([...builtIn, ...app, ...own])
      return tagsIn(text)
        .filter(({ tag }) => !known.has(tag))
        .map(({ tag, index }) => ({ file, ...positionAt(text, index), message: `unknown tag: ${tag}` }))
    })
}

/** Nothing where the file does not parse, which is another check's subject. */
function componentsIn(source, file) {
  try {
    const { usingComponents, componentGenerics } = JSON.parse(source.read(file))
    return Object.keys({ ...usingComponents, ...componentGenerics })
  } catch {
    return undefined
  }
}

function tagsIn(text) {
  const blank = (match) => ' '.repeat(match.length)
  const markup = text.replaceAll(/<!--[^]*?-->|\{\{[^]*?\}\}|(?<=<wxs\b[^>]*>)[^]*?(?=<\/wxs>)/g, blank)
  return [...markup.matchAll(/<([a-zA-Z][\w-]*)/g)].map(({ 1: tag, index }) => ({ tag, index }))
}
