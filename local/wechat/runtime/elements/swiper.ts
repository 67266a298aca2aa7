import { rpxToCss } from '../../shared/rpx'
import {
  commonObservers,
  commonProperties,
  type ElementDefinition,
  type ElementInstance,
  nodeOf,
  partOf,
} from './element'

/** A drag further than this share of an item moves to the next one. */
const ENOUGH = 0.3
/** Pixels after which a press is a drag, in one direction or the other. */
const DEAD_ZONE = 6

/** Why the current item is another one, as `change` tells it; empty for a change by the app. */
type Source = 'touch' | 'autoplay' | ''

/** `<swiper>`: one item at a time, to be swiped through. `circular` goes on at the other end. */
export const swiper: ElementDefinition = {
  template: 'swiper',
  properties: {
    ...commonProperties,
    indicatorDots: Boolean,
    indicatorColor: { type: String, value: 'rgba(0, 0, 0, .3)' },
    indicatorActiveColor: { type: String, value: '#000000' },
    autoplay: Boolean,
    current: Number,
    interval: { type: Number, value: 5000 },
    duration: { type: Number, value: 500 },
    circular: Boolean,
    vertical: Boolean,
    displayMultipleItems: { type: Number, value: 1 },
    previousMargin: { type: String, value: '0px' },
    nextMargin: { type: String, value: '0px' },
    easingFunction: String,
  },
  data: { shown: 0, count: 0, dragged: 0, moving: false, before: '0px', after: '0px' },
  observers: {
    ...commonObservers,
    current(value) {
      moveTo(this, Number(value), '')
    },
    autoplay() {
      scheduleNext(this)
    },
    previousMargin(value) {
      this.setData({ before: rpxToCss(String(value)) })
    },
    nextMargin(value) {
      this.setData({ after: rpxToCss(String(value)) })
    },
  },
  attached() {
    watchItems(this)
    followPointer(this)
    trackOf(this)?.addEventListener('transitionend', ({ target }) => {
      if (target !== trackOf(this)) return
      this.setData({ moving: false })
      this.triggerEvent('animationfinish', { current: this.data.shown, currentItemId: '', source: '' }, {})
    })
    scheduleNext(this)
  },
  detached() {
    clearTimeout(timers.get(this))
  },
}

/** `<swiper-item>`: as large as the swiper. */
export const swiperItem: ElementDefinition = {
  properties: { ...commonProperties, itemId: String, skipHiddenItemLayout: Boolean },
  observers: commonObservers,
}

const timers = new WeakMap<ElementInstance, ReturnType<typeof setTimeout>>()

function trackOf(element: ElementInstance): HTMLElement | undefined {
  return partOf(element, '.wechat-swiper-track', HTMLElement)
}

/** Items come and go with the data of the page. */
function watchItems(element: ElementInstance): void {
  const track = trackOf(element)
  if (track === undefined) return
  const count = () => {
    const items = track.querySelectorAll(':scope > wx-swiper-item').length
    if (items === element.data.count) return
    element.setData({ count: items, shown: within(element, Number(element.data.current), items) })
  }
  new MutationObserver(count).observe(track, { childList: true })
  count()
}

function within(element: ElementInstance, index: number, count: number): number {
  const last = Math.max(0, count - Number(element.data.displayMultipleItems))
  return Math.min(last, Math.max(0, Math.floor(index) || 0))
}

function moveTo(element: ElementInstance, wanted: number, source: Source): void {
  const count = Number(element.data.count)
  const wrapped = element.data.circular === true && count > 0 ? (wanted + count) % count : wanted
  // Before the items are there, the wanted one waits for them.
  if (count === 0) return
  const shown = within(element, wrapped, count)
  const isOther = shown !== element.data.shown
  element.setData({ shown, dragged: 0, moving: true })
  scheduleNext(element)
  if (isOther) element.triggerEvent('change', { current: shown, currentItemId: '', source }, {})
}

function scheduleNext(element: ElementInstance): void {
  clearTimeout(timers.get(element))
  if (element.data.autoplay !== true) return
  const next = () => {
    const { shown, count } = element.data
    moveTo(element, Number(shown) + 1 < Number(count) ? Number(shown) + 1 : 0, 'autoplay')
  }
  timers.set(element, setTimeout(next, Number(element.data.interval)))
}

function followPointer(element: ElementInstance): void {
  const node = nodeOf(element)
  node?.addEventListener('pointerdown', (down) => {
    const ended = new AbortController()
    let isDrag = false
    const moved = ({ clientX, clientY }: PointerEvent) => [clientX - down.clientX, clientY - down.clientY] as const
    const along = (event: PointerEvent) => moved(event)[element.data.vertical === true ? 1 : 0]
    const across = (event: PointerEvent) => moved(event)[element.data.vertical === true ? 0 : 1]
    const move = (event: PointerEvent) => {
      if (!isDrag && Math.abs(across(event)) > DEAD_ZONE) return ended.abort()
      isDrag ||= Math.abs(along(event)) > DEAD_ZONE
      if (!isDrag) return
      element.setData({ dragged: along(event), moving: false })
      const [dx, dy] = moved(event)
      element.triggerEvent('transition', { dx: -dx, dy: -dy }, {})
    }
    const end = (event: PointerEvent) => {
      ended.abort()
      if (isDrag) settle(element, along(event))
    }
    const { signal } = ended
    addEventListener('pointermove', move, { signal })
    addEventListener('pointerup', end, { signal })
    addEventListener('pointercancel', end, { signal })
  })
}

function settle(element: ElementInstance, distance: number): void {
  const node = nodeOf(element)
  const size = (element.data.vertical === true ? node?.clientHeight : node?.clientWidth) ?? 0
  const isEnough = Math.abs(distance) > (size / Number(element.data.displayMultipleItems)) * ENOUGH
  const step = !isEnough ? 0 : distance < 0 ? 1 : -1
  moveTo(element, Number(element.data.shown) + step, 'touch')
}
