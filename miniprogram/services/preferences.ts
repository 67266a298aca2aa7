/** What a person has chosen for themselves, kept on the phone. */
export interface Preferences {
  language: 'system' | 'zh' | 'en'
  appearance: 'system' | 'light' | 'dark'
}

const STORAGE_KEY = 'preferences'

const LANGUAGES: readonly string[] = ['system', 'zh', 'en'] satisfies Preferences['language'][]
const APPEARANCES: readonly string[] = ['system', 'light', 'dark'] satisfies Preferences['appearance'][]

/** The choices; `system` where there is none, or what is stored is none. */
export function preferences(): Preferences {
  const stored: unknown = wx.getStorageSync(STORAGE_KEY)
  const { language, appearance } = Object(stored) as Partial<Preferences>
  return {
    language: isLanguage(language) ? language : 'system',
    appearance: isAppearance(appearance) ? appearance : 'system',
  }
}

/** Stores a choice; the others stay as they are. */
export function setPreferences(change: Partial<Preferences>): void {
  wx.setStorageSync(STORAGE_KEY, { ...preferences(), ...change })
}

/** Whether it is a language that can be chosen. */
export function isLanguage(value: unknown): value is Preferences['language'] {
  return typeof value === 'string' && LANGUAGES.includes(value)
}

/** Whether it is an appearance that can be chosen. */
export function isAppearance(value: unknown): value is Preferences['appearance'] {
  return typeof value === 'string' && APPEARANCES.includes(value)
}
