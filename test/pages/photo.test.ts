import { startApp } from './app'

const start = new Date(2026, 0, 31, 9, 0).getTime()
const objects = { 'u/ann/sea.jpg': 'a picture', 'samples/notes.pdf': 'a document' }

const openPhoto = async (key: string, options = {}) => {
  const app = startApp({ start, objects, ...options })
  return { app, photo: await app.open('pages/photo/photo', { key: key.replaceAll('/', '~2F') }) }
}

test('a photo is shown with what there is to know about it', async () => {
  const { photo } = await openPhoto('u/ann/sea.jpg')
  expect(photo.attributes('.stage img', 'src')).toEqual([expect.stringMatching(/sea\.jpg\?imageMogr2.*&q-signature=/)])
  expect(photo.texts('.t-cell')).toEqual([
    '名称 sea.jpg',
    '大小 9 B',
    '类型 image/jpeg',
    '上传时间 2026-01-31 09:00',
    '逐项看懂这个链接',
  ])
})

test('a photo is saved to the album of the phone, a document is not', async () => {
  const { app, photo } = await openPhoto('u/ann/sea.jpg')
  await photo.tap('.t-button', '保存到相册')
  expect(app.phone.album).toEqual([{ kind: 'image', bytes: new Uint8Array(Buffer.from('a picture')) }])
  const file = await app.open('pages/photo/photo', { key: 'samples~2Fnotes.pdf' })
  expect(file.texts('.t-button')).toEqual(['下载并打开', '复制链接'])
})

test('a link is copied, and the page says until when it works', async () => {
  const { app, photo } = await openPhoto('u/ann/sea.jpg')
  await photo.tap('.t-button', '复制链接')
  expect(app.calls.of('setClipboardData')).toEqual([{ data: expect.stringMatching(/sea\.jpg\?.*q-signature=/) }])
  expect(photo.text('.photo__note')).toBe('链接已复制，09:30 前有效')
})

test('only who owns a photo can delete it, and is asked first', async () => {
  const { app, photo } = await openPhoto('u/ann/sea.jpg', { person: { confirms: false } })
  await photo.tap('.t-button', '删除')
  expect(await app.bucket.keys('u/')).toEqual(['u/ann/sea.jpg'])
  app.person.confirms = true
  await photo.tap('.t-button', '删除')
  expect(await app.bucket.keys('u/')).toEqual([])
  expect(app.calls.of('switchTab')).toEqual([{ url: '/pages/album/album' }])
})

test('of a photo that is gone the page says so, and leads back to the album', async () => {
  const { app, photo } = await openPhoto('samples/gone.jpg')
  expect(photo.text('.state')).toMatch(/^出了点问题 文件不存在，可能已被删除。 NotFound .* 返回相册$/)
  await photo.tap('.t-button', '返回相册')
  expect(app.calls.of('switchTab')).toEqual([{ url: '/pages/album/album' }])
})
