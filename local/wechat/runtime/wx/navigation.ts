import type { TabBarItem, TabBarStyle } from '../pages/bars'
import type { Router } from '../pages/router'
import { api } from './call'

interface UrlOptions {
  url: string
}

interface BarColors {
  frontColor: string
  backgroundColor: string
}

interface ScrollOptions {
  scrollTop?: number
  selector?: string
  duration?: number
}

/** Moving between pages, and what is on the bars around them. */
export function navigation(router: Router) {
  return { ...moves(router), ...bars(router), ...scrolling(router) }
}

function moves(router: Router) {
  return {
    navigateTo: api('navigateTo', ({ url }: UrlOptions) => router.navigateTo(url)),
    redirectTo: api('redirectTo', ({ url }: UrlOptions) => router.redirectTo(url)),
    reLaunch: api('reLaunch', ({ url }: UrlOptions) => router.reLaunch(url)),
    switchTab: api('switchTab', ({ url }: UrlOptions) => router.switchTab(url)),
    navigateBack: api('navigateBack', ({ delta = 1 }: { delta?: number }) => router.navigateBack(delta)),
  }
}

function bars(router: Router) {
  const badge = (index: number, text: string | undefined) => {
    router.tabBar.setBadge(index, text)
    router.draw()
  }
  return {
    setNavigationBarTitle: api('setNavigationBarTitle', ({ title }: { title: string }) => {
      if (router.top !== undefined) router.top.title = title
      router.draw()
    }),
    setNavigationBarColor: api('setNavigationBarColor', ({ frontColor, backgroundColor }: BarColors) => {
      if (!/^#(?:0{6}|f{6})$/.test(frontColor)) throw new Error('frontColor must be #000000 or #ffffff')
      if (router.top !== undefined)
        router.top.barColors = { background: backgroundColor, isWhite: frontColor === '#ffffff' }
      router.draw()
    }),
    setBackgroundColor: api('setBackgroundColor', ({ backgroundColor }: { backgroundColor?: string }) => {
      if (router.top !== undefined && backgroundColor !== undefined) router.top.background = backgroundColor
      router.draw()
    }),
    setTabBarItem: api(
      'setTabBarItem',
      ({ index, text, iconPath, selectedIconPath }: TabBarItem & { index: number }) => {
        const given = Object.entries({ text, iconPath, selectedIconPath }).filter(([, value]) => value !== undefined)
        router.tabBar.setItem(index, Object.fromEntries(given))
        router.draw()
      },
    ),
    setTabBarStyle: api('setTabBarStyle', ({ color, selectedColor, backgroundColor, borderStyle }: TabBarStyle) => {
      const style = Object.entries({ color, selectedColor, backgroundColor, borderStyle })
      router.tabBar.setStyle(Object.fromEntries(style.filter(([, value]) => value !== undefined)))
      router.draw()
    }),
    setTabBarBadge: api('setTabBarBadge', (o: { index: number; text: string }) => badge(o.index, o.text)),
    removeTabBarBadge: api('removeTabBarBadge', ({ index }: { index: number }) => badge(index, undefined)),
    showTabBarRedDot: api('showTabBarRedDot', ({ index }: { index: number }) => badge(index, '')),
    hideTabBarRedDot: api('hideTabBarRedDot', ({ index }: { index: number }) => badge(index, undefined)),
  }
}

function scrolling(router: Router) {
  return {
    startPullDownRefresh: api('startPullDownRefresh', () => router.top?.pullDown.start()),
    stopPullDownRefresh: api('stopPullDownRefresh', () => {
      for (const page of router.stack) page.pullDown.stop()
    }),
    pageScrollTo: api('pageScrollTo', ({ scrollTop, selector, duration = 300 }: ScrollOptions) => {
      const slot = router.top?.slot
      const behavior = duration > 0 ? 'smooth' : 'auto'
      if (scrollTop !== undefined) slot?.scrollTo({ top: scrollTop, behavior })
      else if (selector !== undefined) slot?.querySelector(selector)?.scrollIntoView({ behavior })
    }),
  }
}
