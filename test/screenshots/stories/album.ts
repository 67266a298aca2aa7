import type { Locator } from 'playwright-core'
import { toPageQuery } from '../../../miniprogram/services/page-query'
import { fill } from '../../../miniprogram/texts/texts'
import { HeldRequests } from '../held-requests'
import type { Story, Studio } from '../studio'

const ALBUM = 'pages/album/album'

/** The album, its folders, and what is done with what is chosen in it. */
export const albumStories: readonly Story[] = [
  { name: 'album', route: ALBUM, phone: 'own', run: album },
  { name: 'album-new', route: ALBUM, phone: 'new', run: newAlbum },
  { name: 'album-failing', route: ALBUM, phone: 'new', run: failing },
  { name: 'selection', route: ALBUM, phone: 'own', run: selection },
  { name: 'folder', route: ALBUM, phone: 'own', run: folder },
]

async function album(studio: Studio): Promise<void> {
  const { t } = studio.words
  await photosOf(studio, t.album.mine).nth(5).waitFor()
  await studio.shoot('full')
  await studio.shoot('end', { at: studio.text(t.album.end) })
  await studio.button(fill(t.select.order, { order: t.select.orders.newest })).click()
  await studio.shoot('sorting')
}

async function newAlbum(studio: Studio): Promise<void> {
  const { t } = studio.words
  await studio.text(t.album.emptyTitle).waitFor()
  await photosOf(studio, t.album.samples).first().waitFor()
  await studio.shoot('empty')
}

/** The backend answers late, then not at all; then there are photos, but their pictures do not come. */
async function failing(studio: Studio): Promise<void> {
  const { page, words, local } = studio
  const requests = await HeldRequests.of(page, local.backend)
  const pictures = await HeldRequests.of(page, `${local.cos}/samples/`)
  await page.reload()
  await studio.front().getByLabel(words.t.album.loading).waitFor()
  await studio.shoot('loading')
  await requests.fail()
  await studio.text(words.t.problem.title).waitFor()
  await studio.shoot('unreachable')
  await requests.release()
  await pictures.refuse()
  await studio.text(words.t.problem.retry).click()
  await studio.text(words.t.album.tryAgain).waitFor()
  await studio.shoot('no-pictures')
}

async function selection(studio: Studio): Promise<void> {
  const { page, words } = studio
  const { select } = words.t
  const mine = photosOf(studio, words.t.album.mine)
  await studio.button(select.choose).click()
  for (const index of [0, 2, 3]) await mine.nth(index).click()
  await studio.text(fill(select.chosen, { count: 3 })).waitFor()
  await studio.shoot('own')
  await studio.button(select.move).click()
  await studio.sheet().getByText(words.trip).waitFor()
  await studio.shoot('moving')
  await page.mouse.click(20, 80)
  await remove(studio)
  await studio.button(select.choose).click()
  await photosOf(studio, words.t.album.samples).first().click()
  await studio.text(select.notYours).waitFor()
  await studio.shoot('samples')
}

/** Deleting: asked first, then under way, then refused. */
async function remove(studio: Studio): Promise<void> {
  const { page, local } = studio
  const { select, folders } = studio.words.t
  const requests = await HeldRequests.of(page, local.cos, 'DELETE')
  await studio.shootDialog('remove', studio.button(select.remove))
  await page.getByRole('dialog').getByText(select.remove, { exact: true }).click()
  await studio.text(fill(select.removing, { done: 1, total: 3 })).waitFor()
  await studio.shoot('removing')
  await requests.refuse()
  await studio.text(fill(select.failed, { count: 3 })).waitFor()
  await studio.shoot('failed')
  await studio.button(folders.close).click()
}

async function folder(studio: Studio): Promise<void> {
  const { t, trip } = studio.words
  await studio.button(trip).click()
  await photosOf(studio, trip).nth(2).waitFor()
  await studio.shoot('full')
  await studio.navigateTo(`/pages/folder/folder?prefix=${toPageQuery('samples/none/')}`)
  await studio.text(t.folders.empty).waitFor()
  await studio.shoot('empty')
}

function photosOf(studio: Studio, section: string): Locator {
  return studio.front().getByRole('group', { name: section }).locator('img')
}
