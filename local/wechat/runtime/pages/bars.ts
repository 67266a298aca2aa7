import type { AppConfig, Json, JsonObject } from '../../build/app-config'
import { create, screenPart } from '../screen'
import type { Theme } from '../theme'
import type { OpenPage } from './page'

/** What a tap on the navigation bar means. */
export interface BarActions {
  back: () => void
  home: () => void
}

/** The bar with the title, the way back, and WeChat's capsule. */
export class NavigationBar {
  constructor(
    private readonly theme: Theme,
    actions: BarActions,
  ) {
    screenPart('back').addEventListener('click', actions.back)
    screenPart('home').addEventListener('click', actions.home)
  }

  draw(page: OpenPage, { canGoBack, isHome }: { canGoBack: boolean; isHome: boolean }): void {
    const { config, barColors } = page
    const bar = screenPart('navigation')
    const title = page.title ?? this.theme.text(config.navigationBarTitleText)
    screenPart('title').textContent = title
    document.title = title
    bar.hidden = config.navigationStyle === 'custom'
    screenPart('screen').style.setProperty('--navigation', barColors?.background ?? barColor(this.theme, config))
    screenPart('screen').classList.toggle('wechat-white-bar', barColors?.isWhite ?? this.textStyle(config) === 'white')
    screenPart('pages').style.background =
      page.background || this.theme.text(config.backgroundColor) || defaultBackground(this.theme)
    screenPart('back').hidden = !canGoBack
    screenPart('home').hidden = canGoBack || isHome
  }

  private textStyle(config: JsonObject): string {
    return this.theme.text(config.navigationBarTextStyle) || (this.theme.current === 'dark' ? 'white' : 'black')
  }
}

/** One tab of the configuration. */
interface Tab {
  route: string
  text: string
  icon: string
  selectedIcon: string
}

/** What `wx.setTabBarItem` sets of a tab. */
export interface TabBarItem {
  text?: string
  iconPath?: string
  selectedIconPath?: string
}

/** What `wx.setTabBarStyle` sets. */
export interface TabBarStyle {
  color?: string
  selectedColor?: string
  backgroundColor?: string
  borderStyle?: string
}

/** The bar with the tabs; hidden on pages that are none of them. */
export class TabBar {
  readonly routes: readonly string[]
  private readonly badges = new Map<number, string>()
  private readonly items = new Map<number, TabBarItem>()
  private style: TabBarStyle = {}

  constructor(
    private readonly app: AppConfig,
    private readonly theme: Theme,
    private readonly select: (route: string, index: number, text: string) => void,
  ) {
    this.routes = this.tabs().map(({ route }) => route)
  }

  draw(current: string): void {
    const bar = screenPart('tabs')
    const tabBar = this.settings
    bar.hidden = !this.routes.includes(current)
    bar.style.background = this.theme.text(tabBar.backgroundColor) || defaultBackground(this.theme)
    bar.classList.toggle('wechat-white-border', this.theme.text(tabBar.borderStyle) === 'white')
    bar.replaceChildren(...this.tabs().map((tab, index) => this.button(tab, index, tab.route === current)))
  }

  /** Sets or, without a text, removes the badge of a tab. */
  setBadge(index: number, text: string | undefined): void {
    if (text === undefined) this.badges.delete(index)
    else this.badges.set(index, text)
  }

  /** Sets the text of a tab, or its icons. */
  setItem(index: number, item: TabBarItem): void {
    this.items.set(index, { ...this.items.get(index), ...item })
  }

  /** Sets colors, which from then on no theme changes. */
  setStyle(style: TabBarStyle): void {
    this.style = { ...this.style, ...style }
  }

  private get settings(): JsonObject {
    return { ...this.app.tabBar, ...this.style }
  }

  private button(tab: Tab, index: number, selected: boolean): HTMLElement {
    const tabBar = this.settings
    const button = create('button')
    button.setAttribute('role', 'tab')
    button.setAttribute('aria-selected', String(selected))
    button.style.color = this.theme.text(selected ? tabBar.selectedColor : tabBar.color)
    const icon = selected ? tab.selectedIcon || tab.icon : tab.icon
    if (icon !== '') button.append(Object.assign(create('img'), { src: icon, alt: '', draggable: false }))
    button.append(create('span', '', tab.text))
    const badge = this.badges.get(index)
    if (badge !== undefined) button.append(create('b', badge === '' ? 'wechat-dot' : 'wechat-badge', badge))
    button.addEventListener('click', () => this.select(tab.route, index, tab.text))
    return button
  }

  private tabs(): Tab[] {
    const list = this.app.tabBar?.list
    return Array.isArray(list) ? list.map((item, index) => this.tab(item, index)) : []
  }

  private tab(item: Json, index: number): Tab {
    const { pagePath, text, iconPath, selectedIconPath }: JsonObject = { ...Object(item), ...this.items.get(index) }
    const path = (value: Json | undefined) => this.theme.text(value).replace(/^\//, '')
    return {
      route: path(pagePath).replace(/\.html$/, ''),
      text: this.theme.text(text),
      icon: path(iconPath),
      selectedIcon: path(selectedIconPath),
    }
  }
}

function barColor(theme: Theme, config: JsonObject): string {
  return theme.text(config.navigationBarBackgroundColor) || defaultBackground(theme)
}

function defaultBackground(theme: Theme): string {
  return theme.current === 'dark' ? '#191919' : '#ffffff'
}
