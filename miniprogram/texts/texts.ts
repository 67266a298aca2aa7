import { en } from './en'
import { currentLanguage } from './language'
import { zh, type Texts } from './zh'

/** The texts in the language of the person. */
export function texts(): Texts {
  return { zh, en }[currentLanguage()]
}

/** Puts values where a text has `{name}`. */
export function fill(text: string, values: Record<string, string | number>): string {
  return text.replace(/\{(\w+)\}/g, (placeholder, name: string) => `${values[name] ?? placeholder}`)
}
