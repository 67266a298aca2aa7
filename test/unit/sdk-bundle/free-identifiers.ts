import { parse } from 'acorn'
import { analyze } from 'eslint-scope'

/** What ECMAScript 2017 itself defines, without `eval` and `Function`, which mini programs forbid. */
const language =
  `undefined NaN Infinity Object Array String Number Boolean Symbol Math JSON Date RegExp Promise Proxy Reflect
  Map Set WeakMap WeakSet Error EvalError RangeError ReferenceError SyntaxError TypeError URIError ArrayBuffer DataView
  Int8Array Uint8Array Uint8ClampedArray Int16Array Uint16Array Int32Array Uint32Array Float32Array Float64Array
  parseInt parseFloat isNaN isFinite encodeURI encodeURIComponent decodeURI decodeURIComponent unescape`.split(/\s+/)
const platform = ['wx', 'console', 'setTimeout', 'clearTimeout']
const ofCommonJs = ['require', 'module', 'exports']
const known = new Set([...language, ...platform])

/** What never runs: esbuild's list of a file's exports, for Node's ES modules. */
const NAMES_FOR_NODE = /^0 && \(module\.exports = \{[^}]*\}\);$/m

/**
 * Names that a file uses and neither declares nor may count on in a mini program.
 * @throws where the file is not ECMAScript 2017
 */
export function freeIdentifiers(code: string, kind: 'commonjs' | 'module' = 'commonjs'): string[] {
  const sourceType = kind === 'module' ? 'module' : 'script'
  const tree = parse(code.replace(NAMES_FOR_NODE, ''), { ecmaVersion: 2017, sourceType, ranges: true })
  // The published types of the analyser want the tree of another parser; both are ESTree.
  const scopes = analyze(tree as unknown as Parameters<typeof analyze>[0], { ecmaVersion: 2017, sourceType })
  const names = scopes.globalScope?.through.map(({ identifier }) => String(identifier.name)) ?? []
  const declared = new Set([...known, ...(kind === 'module' ? [] : ofCommonJs)])
  return [...new Set(names)].filter((name) => !declared.has(name)).sort()
}
