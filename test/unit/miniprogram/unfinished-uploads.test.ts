import { UnfinishedUploads } from '../../../miniprogram/services/unfinished-uploads'

const video = { name: 'video.mp4', size: 30_000_000, md5: 'a'.repeat(32) }

/** The uploads of one run of the app after another: each reads what the last one has written. */
function phone(stored: unknown = '') {
  const now = { stored, time: 1_000_000_000_000 }
  const storage = {
    read: () => now.stored,
    write: (uploads: unknown) => {
      now.stored = JSON.parse(JSON.stringify(uploads))
    },
  }
  return { now, run: () => new UnfinishedUploads(storage, () => now.time) }
}

test('the same file gets its key again in the next run', () => {
  const { run } = phone()
  run().remember(video, 'u/a/1-video.mp4')
  expect(run().take(video, 'u/a/')).toBe('u/a/1-video.mp4')
})

test.each([
  ['another name', { name: 'other.mp4' }],
  ['another size', { size: 1 }],
  ['another content', { md5: 'b'.repeat(32) }],
])('a file with %s does not', (_, difference) => {
  const { run } = phone()
  run().remember(video, 'u/a/1-video.mp4')
  expect(run().take({ ...video, ...difference }, 'u/a/')).toBeUndefined()
})

test('nobody gets the key of another user', () => {
  const { run } = phone()
  run().remember(video, 'u/a/1-video.mp4')
  expect(run().take(video, 'u/b/')).toBeUndefined()
})

test('a file that is chosen twice in one run gets the key once', () => {
  const { run } = phone()
  const first = run()
  first.remember(video, 'u/a/1-video.mp4')
  expect(first.take(video, 'u/a/')).toBeUndefined()
  const second = run()
  expect(second.take(video, 'u/a/')).toBe('u/a/1-video.mp4')
  expect(second.take(video, 'u/a/')).toBeUndefined()
})

test('what waits is what earlier runs have begun and this one has not taken', () => {
  const { run } = phone()
  const first = run()
  first.remember(video, 'u/a/1-video.mp4')
  first.remember({ ...video, name: '' }, 'u/a/2-photo.jpg')
  expect(first.waiting).toEqual([])
  const second = run()
  expect(second.waiting.map(({ key }) => key)).toEqual(['u/a/2-photo.jpg', 'u/a/1-video.mp4'])
  second.take(video, 'u/a/')
  expect(second.waiting.map(({ key }) => key)).toEqual(['u/a/2-photo.jpg'])
})

test('what is forgotten is gone for good', () => {
  const { run, now } = phone()
  const first = run()
  first.remember(video, 'u/a/1-video.mp4')
  first.forget('u/a/1-video.mp4')
  expect(now.stored).toEqual([])
  expect(run().take(video, 'u/a/')).toBeUndefined()
})

test('of more than twenty the oldest are given up', () => {
  const { run } = phone()
  const first = run()
  for (let i = 1; i <= 21; i++) first.remember({ ...video, size: i }, `u/a/${i}`)
  const { waiting } = run()
  expect(waiting).toHaveLength(20)
  expect([waiting[0]?.key, waiting[19]?.key]).toEqual(['u/a/21', 'u/a/2'])
})

test('after a week there is nothing left to go on with', () => {
  const { run, now } = phone()
  run().remember(video, 'u/a/1-video.mp4')
  now.time += 7 * 24 * 3600 * 1000 - 1
  expect(run().waiting).toHaveLength(1)
  now.time += 1
  expect(run().waiting).toEqual([])
  expect(run().take(video, 'u/a/')).toBeUndefined()
})

test('a key is remembered once, however often it is gone on with', () => {
  const { run, now } = phone()
  run().remember(video, 'u/a/1-video.mp4')
  run().remember(video, 'u/a/1-video.mp4')
  expect(now.stored).toEqual([{ ...video, key: 'u/a/1-video.mp4', at: now.time }])
})

test.each([[''], ['text'], [null], [[null, 1, { key: 'u/a/1' }, { ...video, key: 2 }]]])(
  'a storage that holds %j holds no uploads',
  (stored) => {
    expect(phone(stored).run().waiting).toEqual([])
  },
)
