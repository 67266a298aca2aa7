import { gzipSync } from 'node:zlib'

/** Bytes that an entry may have in an upload, the helpers of the compiler apart. */
const LIMITS = {
  'es6-on-minified': {
    'cos-miniprogram/index.js': 117_900,
    'cos-miniprogram/presign.js': 36_100,
    'cos-miniprogram/album.js': 18_700,
    'cos-miniprogram/official.js': 33_400,
    'cos-miniprogram/compat.js': 121_400,
  },
  'es6-off-minified': {
    'cos-miniprogram/index.js': 83_900,
    'cos-miniprogram/presign.js': 31_200,
    'cos-miniprogram/album.js': 13_800,
    'cos-miniprogram/official.js': 27_300,
    'cos-miniprogram/compat.js': 90_300,
  },
}

const HELPERS = 'helpers of the compiler'

/** @returns name, bytes and gzipped bytes of each library, and of the helpers in `@babel/` taken together */
export function measure(files) {
  const scripts = Object.entries(files)
  const libraries = scripts.filter(([name]) => name.startsWith('miniprogram_npm/'))
  const helpers = scripts.filter(([name]) => name.startsWith('@babel/')).map(([, text]) => text)
  return [
    ...libraries.map(([name, text]) => sizeOf(name.slice('miniprogram_npm/'.length), text)),
    sizeOf(HELPERS, helpers.join('\n')),
  ]
}

function sizeOf(name, text) {
  return { name, bytes: Buffer.byteLength(text), gzipped: gzipSync(text).length }
}

/** Whether a library has a limit and is over it. @throws where a library of the SDK has none */
export function isOverLimit(setting, { name, bytes }) {
  if (name === HELPERS) return false
  const limit = LIMITS[setting]?.[name]
  if (!limit) throw new Error(`${name} has no limit with ${setting}: give it one in scripts/wechat-size/measure.mjs`)
  return bytes > limit
}

/** One line for people. */
export function lineOf(setting, { name, bytes, gzipped }) {
  const limit = LIMITS[setting]?.[name]
  const allowed = limit ? `; limit ${kilobytes(limit)}${bytes > limit ? ': too large' : ''}` : ''
  return `${setting}: ${name} ${kilobytes(bytes)} (gzip ${kilobytes(gzipped)})${allowed}`
}

const kilobytes = (bytes) => `${(bytes / 1000).toFixed(1)} kB`
