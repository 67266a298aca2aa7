import type { AppConfig } from '../../build/app-config'
import type { Framework } from '../framework'
import type { Program } from '../program'
import type { Theme } from '../theme'
import { NavigationBar, TabBar } from './bars'
import { OpenPage } from './page'
import { formatQuery, parsePageUrl, type PageAddress } from './urls'

const DEEPEST = 10

/** The stack of pages, and WeChat's rules for moving in it. Each move throws what WeChat gives as its reason. */
export class Router {
  readonly tabBar: TabBar
  private readonly navigationBar: NavigationBar
  private readonly app: AppConfig
  private readonly openTabs = new Map<string, OpenPage>()
  private pages: OpenPage[] = []

  constructor(
    private readonly program: Program,
    private readonly framework: Framework,
    theme: Theme,
  ) {
    this.app = program.app
    this.navigationBar = new NavigationBar(theme, {
      back: () => this.navigateBack(1),
      home: () => this.goHome(),
    })
    this.tabBar = new TabBar(this.app, theme, (route, index, text) => {
      this.switchTab(`/${route}`)
      this.top?.call('onTabItemTap', { pagePath: route, index, text })
    })
    theme.changes.on(() => this.draw())
    addEventListener('resize', () => this.resize())
  }

  /** The open pages, the one in front last. */
  get stack(): readonly OpenPage[] {
    return this.pages
  }

  get top(): OpenPage | undefined {
    return this.pages.at(-1)
  }

  navigateTo(url: string): void {
    const address = this.find(url)
    if (this.isTab(address.route)) throw new Error('can not navigateTo a tabbar page')
    if (this.pages.length >= DEEPEST) throw new Error('webview count limit exceed')
    this.top?.hide()
    this.open(address)
  }

  redirectTo(url: string): void {
    const address = this.find(url)
    if (this.isTab(address.route)) throw new Error('can not redirectTo a tabbar page')
    this.closeTop()
    this.open(address)
  }

  reLaunch(url: string): void {
    const address = this.find(url)
    while (this.pages.length > 0) this.closeTop()
    for (const page of this.openTabs.values()) page.close()
    this.openTabs.clear()
    this.open(address)
  }

  switchTab(url: string): void {
    const { route } = this.find(url)
    if (!this.isTab(route)) throw new Error('can not switch to no-tabBar page')
    if (this.top?.address.route === route) return
    while (this.top !== undefined && !this.isTab(this.top.address.route)) this.closeTop()
    this.hideTab()
    const known = this.openTabs.get(route)
    if (known === undefined) return this.open({ route, query: {} })
    this.pages = [known]
    known.show()
    this.draw()
  }

  navigateBack(delta: number): void {
    if (this.pages.length < 2) throw new Error('cannot navigate back at first page.')
    for (let step = 0; step < delta && this.pages.length > 1; step++) this.closeTop()
    this.top?.show()
    this.draw()
  }

  /** Draws the bars again, after something on them has changed. */
  draw(): void {
    const page = this.top
    if (page === undefined) return
    const { route, query } = page.address
    this.navigationBar.draw(page, {
      canGoBack: this.pages.length > 1,
      isHome: route === this.app.pages[0] || this.isTab(route),
    })
    this.tabBar.draw(route)
    history.replaceState(null, '', `#/${[route, formatQuery(query)].filter(Boolean).join('?')}`)
    showStylesOf(route, this.app.pages)
  }

  private open(address: PageAddress): void {
    const own = this.program.components.find(({ path }) => path === address.route)?.config ?? {}
    const page = new OpenPage(this.framework, address, { ...this.app.window, ...own })
    this.pages.push(page)
    if (this.isTab(address.route)) this.openTabs.set(address.route, page)
    this.draw()
    page.open()
    this.draw()
  }

  private closeTop(): void {
    const page = this.pages.pop()
    if (page === undefined) return
    this.openTabs.delete(page.address.route)
    page.close()
  }

  private hideTab(): void {
    this.top?.hide()
    this.pages = []
  }

  private goHome(): void {
    const [first = ''] = this.app.pages
    this.reLaunch(`/${first}`)
  }

  private resize(): void {
    const { backend } = this.framework
    this.top?.resize({ windowWidth: backend.getWindowWidth(), windowHeight: backend.getWindowHeight() })
  }

  private find(url: string): PageAddress {
    const address = parsePageUrl(url, this.top?.address.route ?? '')
    if (!this.app.pages.includes(address.route)) throw new Error(`page "${address.route}" is not found`)
    return address
  }

  private isTab(route: string): boolean {
    return this.tabBar.routes.includes(route)
  }
}

// In WeChat each page is a document of its own; here only the styles of the page in front are on.
function showStylesOf(route: string, pages: readonly string[]): void {
  for (const sheet of document.head.querySelectorAll('style')) {
    const { path = '' } = sheet.dataset
    if (pages.includes(path)) sheet.media = path === route ? '' : 'not all'
  }
}
