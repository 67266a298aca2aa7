import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { packageFolder } from './installed'

const FONT = /@font-face\s*\{[^}]*tdesign\.gtimg\.com[^}]*\}/g
const ICON_RULE = /(\.[\w-]*t-icon-([a-z0-9-]+):before)\s*\{\s*content:\s*'[^']*';?\s*\}/g

/**
 * TDesign's icons come from a font on its CDN. Here each icon that the app names becomes a mask made of the same icon
 * of `tdesign-icons-svg`, so that it shows without a network; the rules of all others are left out.
 */
export function localIcons(css: string, words: ReadonlySet<string>): string {
  if (!css.includes('tdesign.gtimg.com/icon')) return css
  const folder = path.join(packageFolder('tdesign-icons-svg'), 'src')
  return css.replace(FONT, '').replace(ICON_RULE, (_, selector: string, name: string) => {
    const file = path.join(folder, `${name}.svg`)
    return words.has(name) && existsSync(file) ? `${selector}{${mask(readFileSync(file, 'utf8'))}}` : ''
  })
}

/** All words with dashes in the sources, among which are the names of the icons that they use. */
export function dashedWords(sources: Iterable<string>): Set<string> {
  const words = new Set<string>()
  for (const source of sources) for (const [word] of source.matchAll(/[a-z0-9]+(?:-[a-z0-9]+)*/g)) words.add(word)
  return words
}

function mask(svg: string): string {
  const image = encodeURIComponent(svg.replace('view-box=', 'viewBox='))
  const shape = `url("data:image/svg+xml,${image}") center / contain no-repeat`
  return `content:'';display:block;width:1em;height:1em;background:currentColor;-webkit-mask:${shape};mask:${shape}`
}
