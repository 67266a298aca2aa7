import { copyFileSync, mkdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { packageFolder } from './installed'

const WEIGHTS = ['400', '600']

/**
 * Copies a Chinese font beside the page, for systems that have none, and returns its CSS. It comes in slices by
 * characters; a browser loads those that the page needs.
 */
export function copyFont(out: string): string {
  const folder = packageFolder('@fontsource/noto-sans-sc')
  mkdirSync(path.join(out, 'font'), { recursive: true })
  return WEIGHTS.map((weight) => copyWeight(folder, out, weight)).join('\n')
}

function copyWeight(folder: string, out: string, weight: string): string {
  const css = readFileSync(path.join(folder, `${weight}.css`), 'utf8')
  return css.replace(/url\(\.\/files\/([^)]+\.woff2)\) format\('woff2'\)[^;]*/g, (_, file: string) => {
    copyFileSync(path.join(folder, 'files', file), path.join(out, 'font', file))
    return `url(font/${file}) format('woff2')`
  })
}
