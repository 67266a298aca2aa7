import { translateWxs } from './wxs'

const TAG = /<!--[\s\S]*?-->|(<wxs\b[^>]*[^/>]>)([\s\S]*?)(<\/wxs>)|<[a-zA-Z](?:"[^"]*"|'[^']*'|[^"'>])*>/g
const QUOTED_OR_EVENT = /"[^"]*"|'[^']*'|(\s(?:capture-|mut-)?(?:bind|catch))([a-z])/g

/**
 * Rewrites what glass-easel reads in another way than WeChat: `bindtap` becomes `bind:tap`, which it also takes where
 * the event's name has a dash in it; and the code in `<wxs>` becomes JavaScript.
 */
export function rewriteWxml(source: string): string {
  return source.replace(TAG, (tag: string, open?: string, code?: string, close?: string) => {
    if (code !== undefined) return `${open}${translateWxs(code)}${close}`
    return tag.startsWith('<!--') ? tag : rewriteEvents(tag)
  })
}

function rewriteEvents(tag: string): string {
  return tag.replace(QUOTED_OR_EVENT, (text: string, prefix?: string, initial?: string) =>
    prefix === undefined ? text : `${prefix}:${initial}`,
  )
}
