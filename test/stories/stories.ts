import assert from 'node:assert/strict'
import { firstOf, isFilled } from './expect'
import type { Phone, Story } from './phone'

const MIB = 1024 * 1024
const FILE = { name: 'story.bin', size: 12 * MIB }

/** The stories of the demo, in this order: the download is of what was uploaded. */
export const stories: readonly Story[] = [
  { title: 'the album logs in by itself, and shows the samples', run: album },
  { title: 'an upload is paused, stands still, and goes on until it is there', run: upload },
  { title: 'what was uploaded is downloaded, byte for byte as many', run: download },
  { title: 'the self-test measures the phone, and finds no check that cannot begin', run: selfTest },
]

async function album(phone: Phone): Promise<void> {
  await phone.reLaunch('/pages/album/album')
  const sections = await phone.waitForData('sections', isFilled, 'album')
  assert(JSON.stringify(sections).includes('samples/'), 'no samples are shown')
  await phone.waitForData('problem', (problem) => problem === null, 'album')
}

async function upload(phone: Phone): Promise<void> {
  await phone.reLaunch('/pages/upload/upload')
  const path = await phone.evaluate(makeFile, FILE)
  const file = { path, name: FILE.name, size: FILE.size, time: 0, type: 'file' }
  await phone.mockWx('chooseMessageFile', { errMsg: 'chooseMessageFile:ok', tempFiles: [file] })
  await phone.call('chooseFiles')
  await phone.waitForData('canPauseAny', (canPause) => canPause === true)
  await phone.call('pauseAll')
  const paused = firstOf(
    await phone.waitForData('items', (items) => isFilled(items) && firstOf(items).state === 'paused'),
  )
  assert(Number(paused.percent) < 100, 'it was there before it could be paused')
  await phone.call('resumeAll')
  await phone.waitForData('items', (items) => firstOf(items).state === 'done')
}

async function download(phone: Phone): Promise<void> {
  await phone.reLaunch('/pages/upload/upload')
  const { key } = firstOf(await phone.waitForData('items', (items) => isFilled(items) && firstOf(items).key !== ''))
  await phone.mockWx('openDocument', { errMsg: 'openDocument:ok' })
  await phone.reLaunch(`/pages/photo/photo?key=${encodeURIComponent(String(key))}`)
  await phone.waitForData('details', (details) => details !== null)
  await phone.call('save')
  await phone.waitForData('saving', (saving) => saving !== '')
  await phone.waitForData('saving', (saving) => saving === '')
  const { filePath }: { filePath?: unknown } = Object(await phone.lastCall('openDocument'))
  assert.equal(await phone.evaluate(sizeOf, String(filePath)), FILE.size)
}

async function selfTest(phone: Phone): Promise<void> {
  await phone.reLaunch('/doctor/pages/doctor/doctor')
  await phone.waitForData('running', (running) => running === false)
  await phone.call('run', 'self-test')
  await phone.waitForData('rows', isFilled, 'self-test')
  await phone.waitForData('running', (running) => running === false, 'self-test')
  const rows = await phone.waitForData('rows', isFilled, 'self-test')
  const ids = new Set(Array.from(Object(rows), (row) => Object(row).id))
  assert(!ids.has('self.failed'), 'it could not begin')
  for (const id of ['self.where', 'self.typeGiven', 'self.abort', 'self.long', 'self.network']) {
    assert(ids.has(id), `${id} was not measured`)
  }
}

/** Writes a file whose bytes are not all the same. */
function makeFile({ name, size }: { name: string; size: number }): string {
  const path = `${wx.env.USER_DATA_PATH}/${name}`
  const bytes = new Uint8Array(size)
  for (let index = 0; index < size; index += 512) bytes[index] = (index / 512) & 255
  wx.getFileSystemManager().writeFileSync(path, bytes.buffer)
  return path
}

function sizeOf(path: string): number {
  return (wx.getFileSystemManager().statSync(path) as WechatMiniprogram.Stats).size
}
