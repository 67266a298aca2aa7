/** What a person has chosen for themselves, kept on the phone. */
export interface Preferences {
  language: 'system' | 'zh' | 'en'
  appearance: 'system' | 'light' | 'dark'
}

const STORAGE_KEY = 'preferences'

/** In the order in which they are offered. */
export const LANGUAGES: readonly Preferences['language'][] = ['system', 'zh', 'en']
/** In the order in which they are offered. */
export const APPEARANCES: readonly Preferences['appearance'][] = ['system', 'light', 'dark']

/** The choices; `system` where there is none, or what is stored is none. */
export function preferences(): Preferences {
  const stored = Object(wx.getStorageSync(STORAGE_KEY)) as { language?: unknown; appearance?: unknown }
  return {
    language: LANGUAGES.find((known) => known === stored.language) ?? 'system',
    appearance: APPEARANCES.find((known) => known === stored.appearance) ?? 'system',
  }
}

/** Stores choices; the others stay as they are. */
export function setPreferences(chosen: Partial<Preferences>): void {
  wx.setStorageSync(STORAGE_KEY, { ...preferences(), ...chosen })
}
