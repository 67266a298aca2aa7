import { truncate, writeFile } from 'node:fs/promises'
import path from 'node:path'
import sharp from 'sharp'
import { renderSample, samples } from '../../local/samples'
import { fill } from '../../miniprogram/texts/texts'
import { HeldParts } from '../e2e/held-parts'
import { HeldRequests } from './held-requests'
import type { Studio } from './studio'

const MIB = 1024 * 1024

/** Samples, in another light. */
const ownPhotos = [
  { name: '热气球.jpg', hue: 60 },
  { name: 'aurora + stars.jpg', hue: 340 },
  { name: "l'automne 秋.jpg", hue: 285 },
  { name: '花田 (春).jpg', hue: 150 },
  { name: '沙漠 dunes.jpg', hue: 330 },
  { name: '雪山 12MP.jpg', hue: 30 },
]

/** Draws what a person has taken with their phone; resolves to the files. */
export function drawPhotos(folder: string): Promise<string[]> {
  return Promise.all(ownPhotos.map((photo) => draw(photo, folder)))
}

async function draw({ name, hue }: (typeof ownPhotos)[number], folder: string): Promise<string> {
  const sample = samples.find((one) => one.name === name)
  if (!sample) throw new Error(`There is no sample called ${name}`)
  const file = path.join(folder, `${hue}.jpg`)
  await sharp((await renderSample(sample)).bytes)
    .flop()
    .modulate({ hue })
    .jpeg({ quality: 90 })
    .toFile(file)
  return file
}

/** Uploads photos to the album, and some of them to a folder, too. */
export async function fillAlbum(studio: Studio): Promise<void> {
  const { photos } = studio.files
  const { t, trip } = studio.words
  await uploadPhotos(studio, photos)
  await studio.button(`${t.folders.uploadTo} ${t.folders.root}`).click()
  await studio.page.getByLabel(t.folders.newFolder).locator('input').fill(trip)
  await studio.button(t.folders.create).click()
  await uploadPhotos(studio, photos.slice(2, 5))
}

async function uploadPhotos(studio: Studio, photos: readonly string[]): Promise<void> {
  const { upload } = studio.words.t
  for (const [index, photo] of photos.entries()) {
    await studio.choose(upload.photos, photo)
    await studio.text(fill(upload.done, { count: index + 1 })).waitFor()
  }
  await studio.text(upload.clearDone).click()
  await studio.text(upload.emptyTitle).waitFor()
}

/** Uploads that are under way, paused, refused, and done. */
export async function uploadInAllStates(studio: Studio): Promise<HeldParts> {
  const { page, words, files } = studio
  const { upload } = words.t
  const parts = new HeldParts()
  await parts.watch(page)
  await (await HeldRequests.of(page, encodeURIComponent(words.itinerary))).refuse()
  for (const photo of files.photos.slice(0, 3)) await studio.choose(upload.photos, photo)
  await studio.text(fill(upload.done, { count: 3 })).waitFor()
  await chooseFile(studio, words.itinerary, 2.3)
  await chooseFile(studio, words.sunrise, 30)
  await parts.let(6)
  await studio.page.getByText(/^37%/).waitFor()
  await studio.button(upload.pause).first().click()
  await parts.givenUp()
  await studio.page.getByText(fill(upload.failed, { count: 1 })).waitFor()
  await chooseFile(studio, words.summer, 48)
  await parts.let(10)
  await studio.page.getByText(/^62%/).waitFor()
  return parts
}

/** Chooses a file of so many MiB. */
export async function chooseFile(studio: Studio, name: string, size: number): Promise<void> {
  const file = path.join(studio.files.folder, name)
  await writeFile(file, '')
  await truncate(file, Math.floor(size * MIB))
  await studio.choose(studio.words.t.upload.files, file)
}
