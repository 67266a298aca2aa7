import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { useWx } from './fake-wx'

const ROOT = path.join(__dirname, '../../..')
const { light, dark } = JSON.parse(readFileSync(path.join(ROOT, 'miniprogram/theme.json'), 'utf8')) as Record<
  'light' | 'dark',
  Record<string, string>
>

/** The module anew, on a phone with a system theme and with what was chosen; records the calls of `wx`. */
async function phone(theme: 'light' | 'dark', appearance: string) {
  const chosen = { appearance }
  const calls: Record<string, object[]> = {}
  const record = (name: string) => (options: object) => void (calls[name] ??= []).push(options)
  const names = [
    'setNavigationBarTitle',
    'setNavigationBarColor',
    'setBackgroundColor',
    'setTabBarItem',
    'setTabBarStyle',
  ]
  useWx({
    getAppBaseInfo: () => ({ language: 'en', theme }),
    getStorageSync: () => chosen,
    ...Object.fromEntries(names.map((name) => [name, record(name)])),
  })
  jest.resetModules()
  return { calls, chosen, ...(await import('../../../miniprogram/texts/chrome')) }
}

test('where the system decides nothing is colored', async () => {
  const { dressTabPage, calls } = await phone('dark', 'system')
  expect(dressTabPage('Album')).toEqual({ theme: '' })
  expect(Object.keys(calls).toSorted()).toEqual(['setNavigationBarTitle', 'setTabBarItem'])
})

test('a chosen theme colors the bars as theme.json does where the system has it', async () => {
  const { dressTabPage, calls } = await phone('light', 'dark')
  expect(dressTabPage('Album')).toEqual({ theme: 'theme-dark' })
  expect(calls.setNavigationBarColor).toEqual([{ frontColor: '#ffffff', backgroundColor: dark.barBackground }])
  expect(calls.setBackgroundColor).toEqual([{ backgroundColor: dark.pageBackground }])
  expect(calls.setTabBarStyle).toEqual([
    {
      color: dark.tabText,
      selectedColor: dark.tabSelected,
      backgroundColor: dark.barBackground,
      borderStyle: dark.tabBorder,
    },
  ])
  expect(calls.setTabBarItem).toContainEqual({
    index: 0,
    iconPath: dark.albumIcon,
    selectedIconPath: dark.albumIconSelected,
  })
})

test('the tab bar gets the colors of the system back, which it does not take by itself any more', async () => {
  const { dressTabPage, calls, chosen } = await phone('light', 'dark')
  dressTabPage('Album')
  chosen.appearance = 'system'
  dressTabPage('Album')
  expect(calls.setTabBarStyle?.[1]).toMatchObject({ backgroundColor: light.barBackground, color: light.tabText })
})

test('the colors of theme.wxss are those of the TDesign that is installed', () => {
  const printed = execFileSync(process.execPath, [path.join(ROOT, 'scripts/theme.mjs'), '--print'], {
    encoding: 'utf8',
  })
  expect(readFileSync(path.join(ROOT, 'miniprogram/theme.wxss'), 'utf8')).toBe(printed)
})
