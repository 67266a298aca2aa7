import { parse } from 'acorn'
import { positionAt } from './source.mjs'

/** Syntax of WXS, in files and inside of templates. */
export function lintWxs(source) {
  return source.files.flatMap((file) => {
    if (file.endsWith('.wxs')) return syntaxProblems(file, source.read(file), 0)
    if (!file.endsWith('.wxml')) return []
    const text = source.read(file)
    const scripts = text.matchAll(/<wxs\b[^>]*[^>/]>([^]*?)<\/wxs>/g)
    return [...scripts].flatMap(({ 0: tag, 1: code, index }) =>
      syntaxProblems(file, text, index + tag.indexOf(code), code),
    )
  })
}

function syntaxProblems(file, text, start, code = text) {
  try {
    // WXS is ECMAScript 5: https://developers.weixin.qq.com/miniprogram/dev/reference/wxs/
    parse(code, { ecmaVersion: 5 })
    return []
  } catch ({ pos, message }) {
    return [{ file, ...positionAt(text, start + pos), message: `wxs: ${message.replace(/ \(\d+:\d+\)$/, '')}` }]
  }
}
