import { texts } from './texts'

/** Puts the tab bar into the language of the person: app.json knows one language only. To be called on a tab page. */
export function translateTabBar(): void {
  const { tabs } = texts()
  void wx.setTabBarItem({ index: 0, text: tabs.album })
  void wx.setTabBarItem({ index: 1, text: tabs.upload })
  void wx.setTabBarItem({ index: 2, text: tabs.me })
}
