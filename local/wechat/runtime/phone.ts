import { Menu } from './menu/menu'
import { showHomeScreen } from './menu/home-screen'
import { menuTexts } from './menu/texts'
import { type CapsuleItem, setUpCapsule } from './pages/capsule'
import type { Router } from './pages/router'
import { isChinese } from './wx/language'
import { canShare, share } from './wx/share'

/** Sets up what is around the mini program: the capsule, the home screen, and the menu of what the phone runs into. */
export function setUpPhone(router: Router, appName: string): void {
  document.documentElement.lang = isChinese() ? 'zh-CN' : 'en'
  const menu = new Menu()
  showHomeScreen()
  setUpCapsule(() => [shareItem(router, appName), { text: menuTexts().title, choose: () => menu.open() }])
}

function shareItem(router: Router, appName: string): CapsuleItem {
  const words = isChinese()
    ? { share: '发送给朋友', unset: '当前页面未设置分享' }
    : { share: 'Send to a friend', unset: 'This page cannot be shared' }
  const page = router.top
  if (page === undefined || !canShare(page)) return { text: words.unset }
  return { text: words.share, choose: () => void share(page, { from: 'menu' }, appName) }
}
