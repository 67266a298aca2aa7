import { commonObservers, commonProperties, type ElementDefinition, nodeOf, reflect } from './element'

/** `<scroll-view>`, without its own refresher. */
export const scrollView: ElementDefinition = {
  properties: {
    ...commonProperties,
    scrollX: Boolean,
    scrollY: Boolean,
    scrollTop: null,
    scrollLeft: null,
    scrollIntoView: String,
    scrollWithAnimation: Boolean,
    upperThreshold: { type: null, value: 50 },
    lowerThreshold: { type: null, value: 50 },
    ...Object.fromEntries(
      ['enhanced', 'bounces', 'showScrollbar', 'enableBackToTop', 'enablePassive', 'enableFlex', 'pagingEnabled']
        .concat(['refresherEnabled', 'refresherTriggered', 'fastDeceleration', 'throttle', 'type'])
        .map((name) => [name, null]),
    ),
  },
  observers: {
    ...commonObservers,
    ...reflect('scrollX', 'scrollY', 'enableFlex'),
    scrollTop(value) {
      if (value !== null && value !== undefined) nodeOf(this)?.scrollTo({ top: Number(value) })
    },
    scrollLeft(value) {
      if (value !== null && value !== undefined) nodeOf(this)?.scrollTo({ left: Number(value) })
    },
    scrollIntoView(id) {
      if (typeof id !== 'string' || id === '') return
      setTimeout(() =>
        nodeOf(this)
          ?.querySelector(`[id$="${CSS.escape(id)}"]`)
          ?.scrollIntoView(),
      )
    },
  },
  attached() {
    const node = nodeOf(this)
    node?.addEventListener('scroll', () => {
      const { scrollTop, scrollLeft, scrollHeight, scrollWidth, clientHeight } = node
      this.triggerEvent('scroll', { scrollTop, scrollLeft, scrollHeight, scrollWidth }, {})
      if (scrollTop + clientHeight >= scrollHeight - Number(this.data.lowerThreshold)) {
        this.triggerEvent('scrolltolower', { direction: 'bottom' }, {})
      }
      if (scrollTop <= Number(this.data.upperThreshold)) this.triggerEvent('scrolltoupper', { direction: 'top' }, {})
    })
  },
}
