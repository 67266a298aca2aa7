import { generatedFile } from 'cos-miniprogram/testing'
import { startApp } from './app'

const VIDEO = 'wxfile://tmp_video.mp4'
const MIB = 1024 * 1024

/** Somebody who chooses a video of 12 MB, on a line of 2 MB a second. */
const openUpload = async (options = {}) => {
  const app = startApp({
    files: { [VIDEO]: generatedFile(12 * MIB) },
    person: { chooses: [VIDEO] },
    bytesPerSecond: 2 * MIB,
    ...options,
  })
  return { app, upload: await app.open('pages/upload/upload') }
}

test('until a file is chosen the page says what can be done', async () => {
  const { upload } = await openUpload()
  expect(upload.text('.state')).toBe('还没有上传任务 大文件分块上传，可随时暂停、继续')
  expect(upload.has('.row')).toBe(false)
})

test('a chosen file has a row, which tells how far it is, and that it is done once it lies on COS', async () => {
  const { app, upload } = await openUpload()
  await upload.tap('.choice', '选择文件')
  expect(upload.text('.row')).toBe('tmp_video.mp4 正在上传 12.0 MB')
  await app.clock.advance(4000)
  expect(upload.text('.row__status')).toMatch(/^\d\d% · 2\.0 MB\/s · 还需 \d 秒$/)
  await app.clock.advance(10_000)
  expect(upload.text('.row')).toBe('tmp_video.mp4 上传完成 12.0 MB')
  expect(await app.bucket.keys()).toEqual([expect.stringMatching(/^u\/ann\/.*-tmp_video\.mp4$/)])
})

test('what is paused stands still, and goes on from there', async () => {
  const { app, upload } = await openUpload()
  await upload.tap('.choice', '选择文件')
  await app.clock.advance(4000)
  await upload.tap('[aria-label="暂停"]')
  const paused = upload.text('.row__status')
  expect(paused).toMatch(/^已暂停 · \d\d%$/)
  await app.clock.advance(60_000)
  expect(upload.text('.row__status')).toBe(paused)
  await upload.tap('[aria-label="继续"]')
  await app.clock.advance(10_000)
  expect(upload.text('.row__status')).toBe('上传完成')
})

test('what has failed says why, and goes on by its button without the file being chosen again', async () => {
  const refused = { kind: 'refuse', status: 403, code: 'AccessDenied', message: 'Refused by the test.' } as const
  const { app, upload } = await openUpload({ faults: [{ method: 'PUT', after: 2, faults: [refused] }] })
  await upload.tap('.choice', '选择文件')
  await app.clock.advance(30_000)
  expect(upload.text('.row')).toMatch(/^tmp_video\.mp4 没有权限进行此操作。 AccessDenied/)
  app.person.chooses = []
  await upload.tap('[aria-label="重试"]')
  await app.clock.advance(30_000)
  expect(upload.text('.row__status')).toBe('上传完成')
  const uploaded = app.phone.requests.filter(({ method, statusCode }) => method === 'PUT' && statusCode === 200)
  expect(uploaded.reduce((sum, { bytes }) => sum + bytes, 0)).toBe(12 * MIB)
})

test('files go into the folder that was chosen', async () => {
  const { app, upload } = await openUpload({ objects: { 'u/ann/-Paris/tower.jpg': 'a picture' } })
  await upload.tap('.target')
  await upload.tap('.sheet .row', 'Paris')
  expect(upload.text('.target__name')).toBe('Paris')
  await upload.tap('.choice', '选择文件')
  await app.clock.advance(30_000)
  expect(await app.bucket.keys('u/ann/-Paris/')).toHaveLength(2)
})
