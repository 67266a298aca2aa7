import type { Upload } from '../../../miniprogram/services/upload-list'
import { en } from '../../../miniprogram/texts/en'
import { countUploads, overallProgress, uploadItem } from '../../../miniprogram/texts/upload-item'
import { fakeTask, file } from './fake-task'

function upload(more: Partial<Upload> = {}): Upload {
  return { id: 1, file: file('海.jpg', 2048), progress: { loaded: 0, total: 2048, percent: 0, speed: 0 }, ...more }
}
const half = { loaded: 1024, total: 2048, percent: 0.5, speed: 512 }

test('an upload without a task waits', () => {
  expect(uploadItem(upload(), en)).toMatchObject({
    name: '海.jpg',
    size: '2.0 KB',
    state: 'waiting',
    status: 'Waiting',
  })
})

test('a running upload tells what is confirmed, how fast, and how long it will take', () => {
  const { task } = fakeTask()
  expect(uploadItem(upload({ task }), en)).toMatchObject({ percent: 0, status: 'Uploading' })
  expect(uploadItem(upload({ task, progress: half }), en)).toMatchObject({
    percent: 50,
    status: '50% · 512 B/s · 2 s left',
  })
})

test('an upload that goes on says so until it is known how far it was', () => {
  const { task } = fakeTask()
  expect(uploadItem(upload({ task, again: true }), en).status).toBe('Looking for what is there')
  expect(uploadItem(upload({ task, again: true, progress: half }), en).percent).toBe(50)
})

test('there is something to pause from when the upload has begun until it ends', () => {
  const fake = fakeTask()
  const shown = () => uploadItem(upload({ task: fake.task }), en).canPause
  expect(uploadItem(upload(), en).canPause).toBe(false)
  expect(shown()).toBe(true)
  fake.finish()
  expect(shown()).toBe(false)
})

test('a paused upload tells why, and offers to go on where it does not do so by itself', () => {
  const fake = fakeTask()
  fake.task.pause()
  const shown = () => uploadItem(upload({ task: fake.task, progress: half }), en)
  expect(shown()).toMatchObject({ status: 'Paused · 50%', canResume: true })
  fake.pauseFor('offline')
  expect(shown()).toMatchObject({ status: 'Waiting for the network · 50%', canResume: false })
  fake.pauseFor('hidden')
  expect(shown()).toMatchObject({ status: 'Paused until you are back · 50%', canResume: false })
})

test('a failed upload says in words what went wrong', () => {
  const error = { errMsg: 'chooseMedia:fail', errno: 1300202 }
  expect(uploadItem(upload({ error }), en)).toMatchObject({ state: 'failed', status: en.errors.StorageFull })
})

test('a file that is no picture shows none', () => {
  const document = { ...file('a.pdf'), image: false }
  expect(uploadItem(upload({ file: document }), en).picture).toBe('')
})

test('the head of the list counts what is under way, failed and done', () => {
  const states = ['waiting', 'running', 'paused', 'failed', 'aborted', 'done'] as const
  expect(countUploads(states.map((state) => ({ state })))).toEqual({ busy: 3, failed: 2, done: 1 })
})

test('overall progress counts the bytes of all that has not ended', () => {
  const { task } = fakeTask()
  const done = fakeTask()
  done.finish()
  const complete = { loaded: 2048, total: 2048, percent: 1, speed: 0 }
  const list = [upload({ task, progress: half }), upload(), upload({ task: done.task, progress: complete })]
  expect(overallProgress(list, en)).toEqual({ percent: 25, pace: '512 B/s · 6 s left' })
  expect(overallProgress([], en)).toEqual({ percent: 0, pace: '' })
})

test('what is paused has no part in the pace', () => {
  const paused = fakeTask()
  paused.task.pause()
  expect(overallProgress([upload({ task: paused.task, progress: half })], en).pace).toBe('')
})

test('an upload that is done can be opened by its key, and not before', () => {
  const fake = fakeTask()
  const shown = () => uploadItem(upload({ task: fake.task, key: 'u/a/1.jpg' }), en).key
  expect(shown()).toBe('')
  fake.finish()
  expect(shown()).toBe('u/a/1.jpg')
})
