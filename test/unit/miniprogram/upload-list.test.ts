import { UploadList, uploadState, type Upload } from '../../../miniprogram/services/upload-list'
import { fakeTask, file } from './fake-task'

/** A list whose uploads are fake tasks, in the order they were begun. */
function listOfFakes({ failToBegin = false } = {}) {
  const begun: ReturnType<typeof fakeTask>[] = []
  const circumstances = { failToBegin }
  const finished = jest.fn()
  const list = new UploadList(async ({ name }) => {
    if (circumstances.failToBegin) throw new Error('not logged in')
    const fake = fakeTask()
    begun.push(fake)
    return { task: fake.task, key: `u/a/${name}`, again: name === 'again' }
  }, finished)
  let uploads: readonly Upload[] = []
  list.subscribe((now) => {
    uploads = now
  })
  const states = () => uploads.map((upload) => `${upload.file.name} ${uploadState(upload)}`)
  return { list, begun, circumstances, finished, states, uploads: () => uploads }
}

/** Lets what has been settled reach whoever waits for it. */
const settled = () => new Promise<void>((resolve) => setImmediate(resolve))

test('files wait at first, then run; the latest stand first', async () => {
  const { list, states } = listOfFakes()
  list.add([file('a'), file('b')])
  expect(states()).toEqual(['a waiting', 'b waiting'])
  await settled()
  list.add([file('c')])
  await settled()
  expect(states()).toEqual(['c running', 'a running', 'b running'])
})

test('an upload is paused, resumed and finished; finishing is told once', async () => {
  const { list, begun, states, finished } = listOfFakes()
  list.add([file('a')])
  await settled()
  list.pause(1)
  expect(states()).toEqual(['a paused'])
  list.resume(1)
  expect(states()).toEqual(['a running'])
  begun[0]?.finish()
  await settled()
  expect(states()).toEqual(['a done'])
  expect(finished).toHaveBeenCalledTimes(1)
})

test('progress is what the task confirms', async () => {
  const { list, begun, uploads } = listOfFakes()
  list.add([file('a', 100)])
  expect(uploads()[0]?.progress).toEqual({ loaded: 0, total: 100, percent: 0, speed: 0 })
  await settled()
  begun[0]?.progress({ loaded: 40, total: 100, percent: 0.4, speed: 8 })
  expect(uploads()[0]?.progress).toEqual({ loaded: 40, total: 100, percent: 0.4, speed: 8 })
})

test('a failed upload goes on with the retry of its own task', async () => {
  const { list, begun, states, uploads } = listOfFakes()
  list.add([file('a')])
  await settled()
  const failure = new Error('Network')
  begun[0]?.fail(failure)
  await settled()
  expect(states()).toEqual(['a failed'])
  expect(uploads()[0]?.error).toBe(failure)
  list.retry(1)
  expect(states()).toEqual(['a running'])
  begun[0]?.retries[0]?.finish()
  await settled()
  expect(states()).toEqual(['a done'])
  expect(begun).toHaveLength(1)
})

test('an upload that could not even begin is begun by the retry', async () => {
  const { list, begun, states, circumstances } = listOfFakes({ failToBegin: true })
  list.add([file('a')])
  await settled()
  expect(states()).toEqual(['a failed'])
  circumstances.failToBegin = false
  list.retry(1)
  expect(states()).toEqual(['a waiting'])
  await settled()
  expect(states()).toEqual(['a running'])
  expect(begun).toHaveLength(1)
})

test('retrying all touches the failed ones only', async () => {
  const { list, begun, states } = listOfFakes()
  list.add([file('a'), file('b'), file('c')])
  await settled()
  begun[0]?.fail(new Error('Network'))
  begun[1]?.finish()
  await settled()
  list.retryFailed()
  expect(states()).toEqual(['a running', 'b done', 'c running'])
  expect(begun.map(({ calls }) => calls)).toEqual([['retry'], [], []])
})

test('removing a running upload aborts it; removing a finished one does not', async () => {
  const { list, begun, states } = listOfFakes()
  list.add([file('a'), file('b')])
  await settled()
  begun[1]?.finish()
  await settled()
  list.remove(1)
  list.remove(2)
  await settled()
  expect(states()).toEqual([])
  expect(begun.map(({ calls }) => calls)).toEqual([['abort'], []])
})

test('an upload that is removed before it has begun is aborted as soon as it begins', async () => {
  const { list, begun } = listOfFakes()
  list.add([file('a')])
  list.remove(1)
  await settled()
  expect(begun.map(({ calls }) => calls)).toEqual([['abort']])
})

test('clearing takes the finished ones off the list', async () => {
  const { list, begun, states } = listOfFakes()
  list.add([file('a'), file('b')])
  await settled()
  begun[0]?.finish()
  await settled()
  list.clearDone()
  expect(states()).toEqual(['b running'])
})

test('whoever stops listening hears nothing more', () => {
  const { list } = listOfFakes()
  const listener = jest.fn()
  list.subscribe(listener)()
  list.add([file('a')])
  expect(listener).toHaveBeenCalledTimes(1)
})

test('the list has the keys of its files, until they are removed', async () => {
  const { list, begun } = listOfFakes()
  list.add([file('a'), file('b')])
  expect(list.has('u/a/a')).toBe(false)
  await settled()
  begun[0]?.fail(new Error('Network'))
  await settled()
  expect(['a', 'b', 'c'].map((name) => list.has(`u/a/${name}`))).toEqual([true, true, false])
  list.remove(1)
  expect(['a', 'b', 'c'].map((name) => list.has(`u/a/${name}`))).toEqual([false, true, false])
})

test('removing a failed upload aborts it, so that nothing of it stays on COS', async () => {
  const { list, begun } = listOfFakes()
  list.add([file('a')])
  await settled()
  begun[0]?.fail(new Error('Network'))
  await settled()
  list.remove(1)
  expect(begun[0]?.calls).toEqual(['abort'])
})

test('an upload that was begun in an earlier run of the app is marked', async () => {
  const { list, uploads } = listOfFakes()
  list.add([file('again'), file('new')])
  await settled()
  expect(uploads().map(({ again }) => again)).toEqual([true, false])
})

test('all are paused, resumed and cancelled together; what has ended stays', async () => {
  const { list, begun, states } = listOfFakes()
  list.add([file('a'), file('b'), file('c')])
  await settled()
  begun[2]?.finish()
  begun[1]?.pauseFor('offline')
  await settled()
  list.pauseAll()
  expect(states()).toEqual(['a paused', 'b paused', 'c done'])
  list.resumeAll()
  expect(states()).toEqual(['a running', 'b paused', 'c done'])
  list.cancelAll()
  expect(states()).toEqual(['c done'])
  expect(begun.map(({ calls }) => calls)).toEqual([['abort'], ['abort'], []])
})
