import { commonObservers, commonProperties, type ElementDefinition, nodeOf } from './element'
import { hoverProperties, showHover } from './hover'

/** What a `<navigator>` calls of the router. */
export interface Navigation {
  navigateTo(url: string): void
  redirectTo(url: string): void
  switchTab(url: string): void
  reLaunch(url: string): void
  navigateBack(delta: number): void
}

/** `<navigator>`: a link to another page. */
export function navigatorElement(navigation: Navigation): ElementDefinition {
  const moves: Readonly<Record<string, (url: string, delta: number) => void>> = {
    navigate: (url) => navigation.navigateTo(url),
    redirect: (url) => navigation.redirectTo(url),
    switchTab: (url) => navigation.switchTab(url),
    reLaunch: (url) => navigation.reLaunch(url),
    navigateBack: (_, delta) => navigation.navigateBack(delta),
  }
  return {
    properties: {
      ...commonProperties,
      ...hoverProperties('navigator-hover'),
      url: String,
      openType: { type: String, value: 'navigate' },
      delta: { type: Number, value: 1 },
      target: String,
    },
    observers: commonObservers,
    attached() {
      showHover(this)
      nodeOf(this)?.addEventListener('click', () => {
        const { url, openType, delta } = this.data
        moves[String(openType)]?.(String(url), Number(delta))
      })
    },
  }
}
