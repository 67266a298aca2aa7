/** What a person has chosen for themselves, kept on the phone. */
export interface Preferences {
  language: 'system' | 'zh' | 'en'
}

const STORAGE_KEY = 'preferences'

/** In the order in which they are offered. */
export const LANGUAGES: readonly Preferences['language'][] = ['system', 'zh', 'en']

/** The choices; `system` where there is none, or what is stored is none. */
export function preferences(): Preferences {
  const { language } = Object(wx.getStorageSync(STORAGE_KEY)) as { language?: unknown }
  return { language: LANGUAGES.find((known) => known === language) ?? 'system' }
}

/** Stores the choices. */
export function setPreferences(chosen: Preferences): void {
  wx.setStorageSync(STORAGE_KEY, chosen)
}
