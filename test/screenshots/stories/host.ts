import type { Page } from 'playwright-core'
import { DESKTOP, type Story, type Studio } from '../studio'

/** What the browser host draws itself: the menu of troubles, and WeChat's own screens. */
export const hostStories: readonly Story[] = [
  { name: 'menu', route: 'pages/album/album', phone: 'own', run: menu },
  { name: 'wechat', route: 'pages/album/album', phone: 'own', run: wechat },
]

async function menu(studio: Studio): Promise<void> {
  const { page } = studio
  await studio.front().getByRole('group').locator('img').nth(5).waitFor()
  await page.setViewportSize(DESKTOP)
  await studio.shoot('beside', { sizes: [DESKTOP] })
  await set(page, 'network', 'slow')
  await set(page, 'clock', 'ahead')
  await studio.shoot('troubles', { sizes: [DESKTOP] })
  await set(page, 'app', 'hidden')
  await studio.shoot('hidden', { sizes: [DESKTOP] })
  await set(page, 'app', 'shown')
  await page.setViewportSize({ width: 390, height: 844 })
  await page.locator('#wechat-more').click()
  await studio.shoot('more')
  await page.locator('.wechat-sheet button').first().click()
  await page.locator('.wechat-menu').waitFor()
  await studio.shoot('over')
}

/** The privacy terms, which are not agreed to, and the album, which is refused. */
async function wechat(studio: Studio): Promise<void> {
  const { page, words } = studio
  const { t } = words
  await page.setViewportSize(DESKTOP)
  await studio.front().getByRole('group').locator('img').first().click()
  await studio.photoIsThere()
  await set(page, 'privacy', 'open')
  await studio.button(t.photo.link).click()
  await page.locator('.wechat-modal').waitFor()
  await studio.shoot('privacy')
  await page.locator('.wechat-modal footer').getByRole('button').last().click()
  await page.setViewportSize(DESKTOP)
  await set(page, 'album', 'refused')
  await studio.button(t.photo.save).click()
  await page.locator('.wechat-modal').waitFor()
  await studio.shoot('refused')
  await page.locator('.wechat-modal footer').getByRole('button').last().click()
  await page.locator('.wechat-settings').waitFor()
  await studio.shoot('settings')
}

/** One click in the menu. */
async function set(page: Page, name: string, value: string): Promise<void> {
  await page.locator(`input[name=wechat-${name}][value=${value}]`).check()
}
