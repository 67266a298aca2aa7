import { en } from './en'
import { zh, type Texts } from './zh'

/** The texts for a language as WeChat names it: `zh_CN`, `zh_TW`, `en` …; all but Chinese get English. */
export function textsFor(language: string): Texts {
  return language.startsWith('zh') ? zh : en
}

/** The texts in the language of the system. */
export function texts(): Texts {
  return textsFor(wx.getAppBaseInfo().language)
}

/** Puts values where a text has `{name}`. */
export function fill(text: string, values: Record<string, string | number>): string {
  return text.replace(/\{(\w+)\}/g, (placeholder, name: string) => `${values[name] ?? placeholder}`)
}
