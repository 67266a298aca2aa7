import { en as doctorEn } from '../../../miniprogram/doctor/texts/en'
import { zh as doctorZh } from '../../../miniprogram/doctor/texts/zh'
import { en as linkEn } from '../../../miniprogram/link/texts/en'
import { zh as linkZh } from '../../../miniprogram/link/texts/zh'
import { en } from '../../../miniprogram/texts/en'
import { fill } from '../../../miniprogram/texts/texts'
import { languageOf } from '../../../miniprogram/texts/language'
import { zh } from '../../../miniprogram/texts/zh'

/** Every text with the path of its key, such as `album.title`. */
function flat(texts: object, path = ''): [key: string, text: string][] {
  return Object.entries(texts).flatMap(([key, value]: [string, unknown]) =>
    typeof value === 'object' && value !== null ? flat(value, `${path}${key}.`) : [[`${path}${key}`, String(value)]],
  )
}
const placeholders = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort()

const languages = { app: { zh, en }, doctor: { zh: doctorZh, en: doctorEn }, link: { zh: linkZh, en: linkEn } }

test.each(Object.entries(languages))('both languages of %s have the same keys, in the same order', (_, texts) => {
  expect(flat(texts.en).map(([key]) => key)).toEqual(flat(texts.zh).map(([key]) => key))
})

test.each(Object.entries(languages))('no text of %s is empty', (_, texts) => {
  expect([...flat(texts.en), ...flat(texts.zh)].filter(([, text]) => text.trim() === '')).toEqual([])
})

test.each(Object.entries(languages))('both languages of %s have the same placeholders in every text', (_, texts) => {
  expect(flat(texts.en).map(([key, text]) => [key, placeholders(text)])).toEqual(
    flat(texts.zh).map(([key, text]) => [key, placeholders(text)]),
  )
})

test.each([
  ['zh', zh],
  ['en', en],
])(
  'the buttons of dialogs in %s fit what wx.showModal takes: four Chinese characters',
  (_, { photo, upload, problem, action }) => {
    const labels = [problem.retry, problem.openSettings, photo.remove, upload.cancelShort, upload.keep, action.cancel]
    const width = (label: string) => Array.from(label).reduce((sum, character) => sum + (character > 'ÿ' ? 2 : 1), 0)
    expect(labels.filter((label) => width(label) > 8)).toEqual([])
  },
)

test('Chinese systems get Chinese texts, all others English ones', () => {
  expect(['zh_CN', 'zh_TW', 'zh-Hans'].map(languageOf)).toEqual(['zh', 'zh', 'zh'])
  expect(['en', 'fr_FR', ''].map(languageOf)).toEqual(['en', 'en', 'en'])
})

test('values are put where a text names them; what nobody gave stays visible', () => {
  expect(fill('{count} of {total}, {count}', { count: 2 })).toBe('2 of {total}, 2')
})
