import { fill } from '../../../miniprogram/texts/texts'
import { chooseFile, uploadInAllStates } from '../own-files'
import type { Story, Studio } from '../studio'

/** Uploads, from none to all of their states, and those that an earlier run has begun. */
export const uploadStories: readonly Story[] = [
  { name: 'upload', route: 'pages/upload/upload', phone: 'own', run: upload },
  { name: 'upload-new', route: 'pages/upload/upload', phone: 'new', run: newUpload },
]

async function upload(studio: Studio): Promise<void> {
  const { page, words } = studio
  const { t } = words
  await studio.text(t.upload.emptyTitle).waitFor()
  await uploadInAllStates(studio)
  await studio.shoot('all-states')
  await studio.shootDialog('cancelling', studio.button(t.upload.cancel).first())
  await page.reload()
  await studio.text(fill(t.upload.unfinished, { name: words.sunrise })).waitFor()
  await studio.shoot('unfinished')
}

async function newUpload(studio: Studio): Promise<void> {
  const { t, itinerary, trip } = studio.words
  await studio.text(t.upload.emptyTitle).waitFor()
  await studio.shoot('empty')
  await studio.front().getByRole('button', { name: t.folders.uploadTo }).click()
  await studio.sheet().getByText(t.folders.root).waitFor()
  await studio.shoot('folders')
  await studio.page.getByLabel(t.folders.newFolder).locator('input').fill(trip)
  await studio.shoot('new-folder')
  await studio.button(t.folders.create).click()
  await chooseFile(studio, itinerary, 2.3)
  await studio.text(fill(t.upload.done, { count: 1 })).waitFor()
  await studio.shoot('done')
}
