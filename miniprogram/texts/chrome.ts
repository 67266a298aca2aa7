import { preferences } from '../services/preferences'
import { texts } from './texts'

type Theme = 'light' | 'dark'

/** The colors of WeChat's own bars, as in `theme.json`, which follows the system and nobody's choice. */
export const BARS = {
  light: { front: '#000000', background: '#ffffff', page: '#f3f3f3', text: '#6b6b6b', selected: '#0052d9' },
  dark: { front: '#ffffff', background: '#242424', page: '#181818', text: '#8b8b8b', selected: '#699ef5' },
} as const

/** Readable on the dialogs of WeChat, which look as the system does. */
const DANGER = { light: '#ad352f', dark: '#ec888e' } as const

const ICONS = ['album', 'upload', 'me']
let isTabBarDressed = false

/** The color of a button, in a dialog of WeChat's, that deletes or stops something. */
export function dangerColor(): string {
  return DANGER[systemTheme()]
}

function systemTheme(): Theme {
  return wx.getAppBaseInfo().theme === 'dark' ? 'dark' : 'light'
}

/** The theme that the person has chosen; none where the system decides. */
function chosenTheme(): Theme | undefined {
  const { appearance } = preferences()
  return appearance === 'system' ? undefined : appearance
}

/**
 * Gives the page on top its title, and WeChat's bars around it the colors that the person has chosen.
 * @returns for `setData`: the class of the page's outermost element
 */
export function dressPage(title: string): { theme: string } {
  void wx.setNavigationBarTitle({ title })
  const theme = chosenTheme()
  if (theme === undefined) return { theme: '' }
  const { front, background, page } = BARS[theme]
  void wx.setNavigationBarColor({ frontColor: front, backgroundColor: background })
  void wx.setBackgroundColor({ backgroundColor: page })
  return { theme: `theme-${theme}` }
}

/** The same for a page of the tab bar, whose texts app.json knows in one language only. */
export function dressTabPage(title: string): { theme: string } {
  const { tabs } = texts()
  const labels = [tabs.album, tabs.upload, tabs.me]
  labels.forEach((text, index) => void wx.setTabBarItem({ index, text }))
  dressTabBar()
  return dressPage(title)
}

/** Once it has had colors of its own it keeps them, so that from then on it needs the system's, too. */
function dressTabBar(): void {
  const chosen = chosenTheme()
  if (chosen === undefined && !isTabBarDressed) return
  isTabBarDressed = true
  const theme = chosen ?? systemTheme()
  const { background, text, selected } = BARS[theme]
  void wx.setTabBarStyle({
    color: text,
    selectedColor: selected,
    backgroundColor: background,
    borderStyle: theme === 'dark' ? 'white' : 'black',
  })
  ICONS.forEach((icon, index) => {
    const selectedIconPath = `images/${icon}-selected${theme === 'dark' ? '-dark' : ''}.png`
    void wx.setTabBarItem({ index, iconPath: `images/${icon}.png`, selectedIconPath })
  })
}
