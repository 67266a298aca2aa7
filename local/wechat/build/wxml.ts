import { translateWxs } from './wxs'

const TAG = /<!--[\s\S]*?-->|(<wxs\b[^>]*[^/>]>)([\s\S]*?)(<\/wxs>)|<[a-zA-Z](?:"[^"]*"|'[^']*'|[^"'>])*>/g
const LOOP_INDEX = /\swx:for-index=(["'])(.*?)\1/
const KEY = /\swx:key=(["'])(.*?)\1/
const QUOTED_OR_EVENT = /"[^"]*"|'[^']*'|(\s(?:capture-|mut-)?(?:bind|catch))([a-z])/g

/**
 * Rewrites what glass-easel reads in another way than WeChat: `bindtap` becomes `bind:tap`, which it also takes where
 * the event's name has a dash in it; `wx:key="index"`, which keeps items by their place, is left out, since for glass-easel
 * it is a property that all of them lack; and the code in `<wxs>` becomes JavaScript.
 */
export function rewriteWxml(source: string): string {
  return source.replace(TAG, (tag: string, open?: string, code?: string, close?: string) => {
    if (code !== undefined) return `${open}${translateWxs(code)}${close}`
    return tag.startsWith('<!--') ? tag : rewriteEvents(withoutIndexKey(tag))
  })
}

function withoutIndexKey(tag: string): string {
  const index = LOOP_INDEX.exec(tag)?.[2] ?? 'index'
  return tag.replace(KEY, (key: string, _quote: string, name: string) => (name === index ? '' : key))
}

function rewriteEvents(tag: string): string {
  return tag.replace(QUOTED_OR_EVENT, (text: string, prefix?: string, initial?: string) =>
    prefix === undefined ? text : `${prefix}:${initial}`,
  )
}
