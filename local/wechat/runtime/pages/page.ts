import type { Root } from 'glass-easel-miniprogram-adapter'
import type { JsonObject } from '../../build/app-config'
import type { Framework } from '../framework'
import { create, pagesArea } from '../screen'
import { PullDown } from './pull-down'
import { formatQuery, type PageAddress } from './urls'

const REACH_BOTTOM_DISTANCE = 50

/** A page that is open: its instance, where it is drawn, and what was set on its bars. */
export class OpenPage {
  readonly slot = create('div', 'wechat-page')
  readonly instance: Record<string, unknown>
  readonly pullDown: PullDown
  /** Set by `wx.setNavigationBarTitle`. */
  title: string | undefined
  /** Set by `wx.setNavigationBarColor`. */
  barColors: { background: string; isWhite: boolean } | undefined
  /** Set by `wx.setBackgroundColor`. */
  background: string | undefined
  private readonly root: Root
  private atBottom = false

  constructor(
    { associated, codeSpace }: Framework,
    readonly address: PageAddress,
    readonly config: JsonObject,
  ) {
    this.slot.dataset.route = address.route
    this.root = associated.createRoot('page', codeSpace, `/${address.route}?${formatQuery(address.query)}`)
    this.instance = this.root.get() as unknown as Record<string, unknown>
    Object.assign(this.instance, { route: address.route, __route__: address.route, options: address.query })
    this.pullDown = new PullDown(this.slot, config.enablePullDownRefresh === true, () => this.call('onPullDownRefresh'))
    this.slot.addEventListener('scroll', () => this.onScroll())
  }

  /** Draws the page and tells it so, in WeChat's order. */
  open(): void {
    const placeholder = create('div')
    this.slot.append(placeholder)
    pagesArea().append(this.slot)
    const parent = this.slot as unknown as Parameters<Root['attach']>[0]
    this.root.attach(parent, placeholder as unknown as Parameters<Root['attach']>[1])
    this.call('onLoad', this.address.query)
    this.show()
    requestAnimationFrame(() => this.call('onReady'))
  }

  show(): void {
    this.slot.hidden = false
    this.call('onShow')
    this.root.getComponent().triggerPageLifetime('show', [])
  }

  hide(): void {
    this.slot.hidden = true
    this.call('onHide')
    this.root.getComponent().triggerPageLifetime('hide', [])
  }

  resize(size: { windowWidth: number; windowHeight: number }): void {
    this.call('onResize', { size })
    this.root.getComponent().triggerPageLifetime('resize', [{ size }])
  }

  close(): void {
    this.call('onUnload')
    this.root.release()
    this.slot.remove()
  }

  /** Calls a method of the page where it has one. What it throws is reported, as in WeChat, and stops nothing. */
  call(name: string, ...args: unknown[]): void {
    const method = this.instance[name]
    if (typeof method !== 'function') return
    try {
      method.apply(this.instance, args)
    } catch (error) {
      console.error(error)
    }
  }

  private onScroll(): void {
    const { scrollTop, clientHeight, scrollHeight } = this.slot
    // What is hidden has no height, and a browser takes that for a scroll.
    if (this.slot.hidden) return
    this.call('onPageScroll', { scrollTop })
    const distance = Number(this.config.onReachBottomDistance ?? REACH_BOTTOM_DISTANCE)
    const atBottom = scrollTop + clientHeight >= scrollHeight - distance
    if (atBottom && !this.atBottom) this.call('onReachBottom')
    this.atBottom = atBottom
  }
}
