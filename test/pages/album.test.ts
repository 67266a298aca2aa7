import { objectKey } from '../../miniprogram/services/object-name'
import { startApp } from './app'

const NOW = new Date(2026, 0, 31, 9, 0).getTime()
const DAY_MS = 24 * 3_600_000
const keyOf = (name: string, daysAgo: number) => objectKey('u/ann/', name, NOW - daysAgo * DAY_MS, () => 0)

const objects = {
  [keyOf('today.jpg', 0)]: 'a picture',
  [keyOf('yesterday.pdf', 1)]: 'a document',
  [keyOf('before.jpg', 30)]: 'a picture',
  'u/ann/-Paris/tower.jpg': 'a picture',
  'samples/lake.jpg': 'a picture',
}
const openAlbum = async (options = {}) => {
  const app = startApp({ start: NOW, ...options })
  return { app, album: await app.open('pages/album/album') }
}

test('who has no photos is shown the way to upload some', async () => {
  const { app, album } = await openAlbum()
  expect(album.texts('.section')).toEqual([
    '我的照片 还没有照片 上传的照片会出现在这里 去上传',
    '示例图片 没有示例图片',
  ])
  await album.tap('.t-button', '去上传')
  expect(app.calls.of('switchTab')).toEqual([{ url: '/pages/upload/upload' }])
})

test('photos stand under their days, with a signed thumbnail each', async () => {
  const { album } = await openAlbum({ objects })
  expect(album.texts('[aria-label="我的照片"] .day__title')).toEqual(['今天', '昨天', '2026-01-01'])
  expect(album.attributes('[aria-label="我的照片"] .tile', 'aria-label')).toEqual([
    'today.jpg',
    'yesterday.pdf',
    'before.jpg',
  ])
  expect(album.attributes('.tile img', 'src')).toEqual([
    expect.stringMatching(/today\.jpg\?imageMogr2.*&q-signature=/),
    expect.stringMatching(/before\.jpg\?imageMogr2.*&q-signature=/),
    expect.stringMatching(/lake\.jpg\?imageMogr2.*&q-signature=/),
  ])
})

test('a tap opens the photo, a tap on a folder what is in it', async () => {
  const { app, album } = await openAlbum({ objects })
  await album.tap('[aria-label="today.jpg"]')
  await album.tap('.folder', 'Paris')
  expect(app.calls.of('navigateTo')).toEqual([
    { url: expect.stringMatching(/^\/pages\/photo\/photo\?key=u~2Fann~2F.*today\.jpg$/) },
    { url: '/pages/folder/folder?prefix=u~2Fann~2F-Paris~2F' },
  ])
})

test('without a network the album says so, and its button lists the photos once there is one', async () => {
  const app = startApp({ start: NOW, objects })
  app.phone.goOffline()
  const album = await app.open('pages/album/album')
  expect(album.text('.state')).toContain('连不上服务器，请检查网络后重试。')
  app.phone.goOnline()
  await album.tap('.t-button', '重试')
  expect(album.has('.state')).toBe(false)
  expect(album.texts('.tile')).toHaveLength(4)
})

test('a long press chooses a photo, and from then on taps choose', async () => {
  const { app, album } = await openAlbum({ objects })
  await album.longPress('[aria-label="today.jpg"]')
  expect(album.text('.bar__count')).toBe('已选 1 项')
  await album.tap('[aria-label="yesterday.pdf"]')
  expect(album.text('.bar__count')).toBe('已选 2 项')
  expect(album.attributes('.tile--chosen', 'aria-label')).toEqual(['today.jpg 已选中', 'yesterday.pdf 已选中'])
  expect(app.calls.of('navigateTo')).toEqual([])
})

test('what is chosen is deleted once the person has confirmed', async () => {
  const { app, album } = await openAlbum({ objects })
  await album.longPress('[aria-label="today.jpg"]')
  await album.tap('.action', '删除')
  expect(app.phone.shown.map(({ api }) => api)).toEqual(['showModal', 'showToast'])
  expect(await app.bucket.keys('u/ann/')).not.toContain(keyOf('today.jpg', 0))
  expect(album.has('[aria-label="today.jpg"]')).toBe(false)
})
