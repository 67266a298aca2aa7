import { createRequire } from 'node:module'
import { root } from '../paths.mjs'
import { phoneEntries } from '../sdk-entries.mjs'

/** What mini programs get of this SDK. */
export const ours = Object.fromEntries(
  phoneEntries.map((entry) => [`cos-miniprogram/${entry}.js`, `${root}/sdk/miniprogram_dist/${entry}.js`]),
)

/** The official SDK, as its package.json names it. */
export const official = { 'cos-wx-sdk-v5/index.js': createRequire(import.meta.url).resolve('cos-wx-sdk-v5') }
