import { type Node, parse } from 'acorn'
import { simple } from 'acorn-walk'

interface Edit {
  start: number
  end: number
  text: string
}

/**
 * Translates WXS to JavaScript. In WXS `.constructor` is a string such as `"Array"`, and `getRegExp` takes a pattern
 * whose escapes have one backslash. Where the code cannot be parsed it stays as it is, for the compiler to complain.
 * See https://developers.weixin.qq.com/miniprogram/dev/reference/wxs/06datatype.html
 */
export function translateWxs(source: string): string {
  const edits: Edit[] = []
  simple(parseWxs(source), {
    MemberExpression(node) {
      if (node.computed || node.property.type !== 'Identifier' || node.property.name !== 'constructor') return
      edits.push({ start: node.start, end: node.start, text: '__wxsConstructor(' })
      edits.push({ start: node.object.end, end: node.end, text: ')' })
    },
    CallExpression(node) {
      const [pattern] = node.arguments
      if (node.callee.type !== 'Identifier' || node.callee.name !== 'getRegExp' || pattern?.type !== 'Literal') return
      const literal = source.slice(pattern.start, pattern.end)
      edits.push({ start: pattern.start, end: pattern.end, text: keepEscapes(literal) })
    },
  })
  return applyEdits(source, edits)
}

/** The relative paths that a WXS file requires. */
export function wxsRequires(source: string): string[] {
  return [...source.matchAll(/\brequire\(\s*['"]([^'"]+)['"]\s*\)/g)].flatMap(([, file]) => file ?? [])
}

/** JavaScript that the translated code calls; it goes in front of all templates. */
export const WXS_RUNTIME = `
var __wxsConstructor = function (value) {
  return value === null || value === undefined ? undefined : globalThis.__wechatHost.wxsConstructor(value)
}
var getRegExp = function (pattern, flags) { return new RegExp(pattern, flags) }
var getDate = function () { return Reflect.construct(globalThis.__wechatHost.Date, arguments) }
if (Q.A) Q.A = function (listener) { return globalThis.__wechatHost.wxsPropertyObserver(listener) }
Q.C = function (host, event, listener, isLevelTwo) {
  return globalThis.__wechatHost.wxsEventHandler(host, event, listener, isLevelTwo)
}
`

function parseWxs(source: string): Node {
  try {
    return parse(source, { ecmaVersion: 2020, sourceType: 'script', allowReturnOutsideFunction: true })
  } catch {
    return parse('', { ecmaVersion: 2020 })
  }
}

// '\d' is the same as 'd' in JavaScript, while in WXS the pattern keeps its backslash.
function keepEscapes(literal: string): string {
  return literal.replace(/\\(.)/g, (escape: string, character: string) =>
    /[\\'"nrtvfbxu0]/.test(character) ? escape : `\\${escape}`,
  )
}

function applyEdits(source: string, edits: readonly Edit[]): string {
  const ordered = [...edits].sort((a, b) => b.start - a.start || b.end - a.end)
  return ordered.reduce(
    (text, { start, end, text: inserted }) => text.slice(0, start) + inserted + text.slice(end),
    source,
  )
}
