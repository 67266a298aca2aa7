import type { Page } from 'playwright-core'
import type { Story, Studio } from '../studio'

/** Links to what was chosen, and what a friend sees of them. */
export const shareStories: readonly Story[] = [
  { name: 'share', route: 'pages/album/album', phone: 'own', run: share },
  { name: 'share-broken', route: 'pages/share/share?links=~5B1', phone: 'new', run: broken },
]

async function share(studio: Studio): Promise<void> {
  const { page } = studio
  const { t } = studio.words
  await studio.button(t.select.choose).click()
  const mine = studio.front().getByRole('group', { name: t.album.mine }).locator('img')
  for (const index of [0, 1, 2, 3]) await mine.nth(index).click()
  await studio.button(t.select.share).click()
  await studio.text(t.share.copyAll).waitFor()
  await studio.shoot('list')
  await studio.text(t.share.send).click()
  await page.locator('.wechat-share').waitFor()
  await studio.shoot('card')
  const opened = page.waitForEvent('popup')
  await page.locator('.wechat-share footer').getByRole('button').last().click()
  await friend(studio.with(await opened))
}

async function friend(studio: Studio): Promise<void> {
  const { page } = studio
  await page.waitForFunction(() => document.querySelectorAll('.link__picture img').length === 3)
  await studio.shoot('friend')
  await later(page)
  await studio.text(studio.words.t.share.allEnded).waitFor()
  await studio.shoot('ended')
}

/** Two hours later, when no link works any more. */
async function later(page: Page): Promise<void> {
  await page.clock.install({ time: Date.now() + 2 * 60 * 60 * 1000 })
  await page.reload()
}

async function broken(studio: Studio): Promise<void> {
  await studio.text(studio.words.t.share.unreadable).waitFor()
  await studio.shoot('card')
}
