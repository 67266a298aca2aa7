import { readFileSync } from 'node:fs'
import path from 'node:path'
import { packageFolder } from './installed'

/** The names of all functions that `wx` has in WeChat, from its typings. */
export function knownApis(): string[] {
  const file = path.join(packageFolder('miniprogram-api-typings'), 'types', 'wx', 'lib.wx.api.d.ts')
  const declared = readFileSync(file, 'utf8').split(/\binterface Wx\b[^{]*\{/)[1] ?? ''
  const names = [...declared.matchAll(/^ {8}([a-z]\w+)(?=[<(])/gm)].flatMap(([, name]) => name ?? [])
  return [...new Set(names)]
}
