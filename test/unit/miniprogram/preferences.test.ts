import { preferences, setPreferences } from '../../../miniprogram/services/preferences'
import { currentLanguage } from '../../../miniprogram/texts/language'
import { useWx } from './fake-wx'

function usePhone(language: string, stored: unknown = '') {
  let value = stored
  useWx({
    getAppBaseInfo: () => ({ language }),
    getStorageSync: () => value,
    setStorageSync: (_: string, data: unknown) => void (value = data),
  })
}

test.each(['', undefined, null, 'en', { language: 'fr', appearance: 'pink' }, { language: 1, appearance: 2 }])(
  'what is stored as %j is no choice',
  (stored) => {
    usePhone('zh_CN', stored)
    expect(preferences()).toEqual({ language: 'system', appearance: 'system' })
  },
)

test("the language is the system's until the person chooses one", () => {
  usePhone('zh_TW')
  expect(currentLanguage()).toBe('zh')
  setPreferences({ language: 'en' })
  expect(currentLanguage()).toBe('en')
})

test('one choice leaves the other as it was', () => {
  usePhone('zh_CN', { language: 'en' })
  setPreferences({ appearance: 'dark' })
  expect(preferences()).toEqual({ language: 'en', appearance: 'dark' })
})
