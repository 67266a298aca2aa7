import type { TransferProgress, TransferState, TransferTask, UploadResult } from 'cos-miniprogram'
import type { ChosenFile } from '../../../miniprogram/services/chosen-files'

export const result: UploadResult = { Key: 'u/a/x', ETag: '"e"', Location: '', Crc64: '1', RequestId: 'r' }

/** A file as it was chosen. */
export function file(name: string, size = 1000): ChosenFile {
  return { path: `wxfile://tmp_${name}`, name, named: true, size, image: true }
}

/** An upload, and how the test steers it. */
export interface FakeTask {
  task: TransferTask<UploadResult>
  /** `abort` and `retry`, in the order they were called. */
  calls: string[]
  /** The tasks that `retry` has made. */
  retries: FakeTask[]
  fail(error: unknown): void
  pauseFor(reason: 'hidden' | 'offline'): void
  progress(progress: TransferProgress): void
  finish(): void
}

/** An upload that does what the test says. */
export function fakeTask(): FakeTask {
  let settle: { resolve: (value: UploadResult) => void; reject: (error: unknown) => void } | undefined
  const promise = new Promise<UploadResult>((resolve, reject) => {
    settle = { resolve, reject }
  })
  const stateListeners = new Set<(state: TransferState) => void>()
  const progressListeners = new Set<(progress: TransferProgress) => void>()
  const calls: string[] = []
  const retries: FakeTask[] = []
  const now: { state: TransferState; pauseReason?: 'caller' | 'hidden' | 'offline' } = { state: 'running' }
  const move = (state: TransferState, pauseReason?: typeof now.pauseReason) => {
    Object.assign(now, { state, pauseReason })
    for (const listener of stateListeners) listener(state)
  }
  const fail = (error: unknown) => {
    move('failed')
    settle?.reject(error)
  }
  const task: TransferTask<UploadResult> = Object.defineProperties(
    Object.assign(promise, {
      state: now.state,
      onProgress: (listener: (progress: TransferProgress) => void) => {
        progressListeners.add(listener)
        return () => progressListeners.delete(listener)
      },
      onStateChange: (listener: (state: TransferState) => void) => {
        stateListeners.add(listener)
        return () => stateListeners.delete(listener)
      },
      pause: () => move('paused', 'caller'),
      resume: () => move('running'),
      abort: () => {
        calls.push('abort')
        move('aborted')
        settle?.reject(new Error('Aborted'))
      },
      retry: () => {
        calls.push('retry')
        const again = fakeTask()
        retries.push(again)
        return again.task
      },
    }),
    { state: { get: () => now.state }, pauseReason: { get: () => now.pauseReason } },
  )
  return {
    task,
    calls,
    retries,
    fail,
    pauseFor: (reason: 'hidden' | 'offline') => move('paused', reason),
    progress: (progress: TransferProgress) => progressListeners.forEach((listener) => listener(progress)),
    finish: () => {
      move('done')
      settle?.resolve(result)
    },
  }
}
