import { toPageQuery } from '../../../miniprogram/services/page-query'
import { chooseFile } from '../own-files'
import { HeldRequests } from '../held-requests'
import type { Story, Studio } from '../studio'

/** One photo, and a file that has no picture. */
export const photoStories: readonly Story[] = [
  { name: 'photo', route: 'pages/album/album', phone: 'own', run: photo },
  { name: 'photo-other', route: 'pages/upload/upload', phone: 'new', run: others },
]

async function photo(studio: Studio): Promise<void> {
  const { page, words, local } = studio
  const { t } = words
  await studio.front().getByRole('group').locator('img').nth(1).click()
  await studio.photoIsThere()
  await studio.shoot('own')
  await studio.shoot('actions', { at: studio.text(t.photo.inspectLink) })
  await studio.shootDialog('remove', studio.text(t.photo.remove))
  await page.getByText(t.action.cancel, { exact: true }).click()
  const requests = await HeldRequests.of(page, local.cos)
  await studio.text(t.photo.save).click()
  await studio.text(/0%/).waitFor()
  await studio.shoot('saving', { at: studio.text(/0%/) })
  await requests.fail()
}

/** A sample, one that is gone, one whose picture does not come, and a file. */
async function others(studio: Studio): Promise<void> {
  const { page, words, local } = studio
  const { t, itinerary } = words
  await chooseFile(studio, itinerary, 2.3)
  await studio.button(`${t.upload.open} ${itinerary}`).click()
  await studio.text(t.photo.noPreview).waitFor()
  await studio.shoot('file')
  const open = (key: string) => studio.navigateTo(`/pages/photo/photo?key=${toPageQuery(key)}`)
  await open('samples/100% night + moon.png')
  await studio.photoIsThere()
  await studio.shoot('sample')
  await open('samples/none.jpg')
  await studio.text(t.photo.backToAlbum).waitFor()
  await studio.shoot('gone')
  const requests = await HeldRequests.of(page, local.cos, 'GET')
  await requests.fail()
  await open('samples/city #1.webp')
  await studio.front().getByText(t.album.tryAgain).waitFor()
  await studio.shoot('broken')
}
