import type { Callbacks } from './callbacks'

/**
 * What a network function returns, and whether it calls back:
 * - `task`: the task, as `wx` does;
 * - `taskAndPromise`: a promise of the result, which rejects besides calling `fail`, with the task's functions: Taro's;
 * - `promise`: a promise of the result, and no callbacks;
 * - `promiseOfTask`: what an `async` function around `wx` returns.
 */
export type Returned = 'task' | 'taskAndPromise' | 'promise' | 'promiseOfTask'

/** Which functions a task has: all; `abort`, as those of Taro 3.0 to 3.4; none. */
export type TaskFunctions = 'all' | 'abort' | 'none'

interface Style {
  returns: Returned
  tasks: TaskFunctions
}

/** A network function as a wrapper has it. The type stays that of `wx`: what is missing is found out at run time. */
export function wrapped<Options extends Callbacks<never>, Task extends { abort(): void }>(
  api: (options: Options) => Task,
  { returns, tasks }: Style,
): (options: Options) => Task {
  if (returns === 'task' && tasks === 'all') return api
  return (options) => {
    const { promise, callbacks } = promised(returns === 'promise' ? {} : options)
    const task = reduced(api({ ...options, ...callbacks }), tasks)
    // The app is written for `wx`, and finds what it finds.
    return returnedAs(returns, task, promise) as Task
  }
}

function returnedAs(returns: Returned, task: object, promise: Promise<unknown>): unknown {
  if (returns === 'promise') return promise
  if (returns === 'taskAndPromise') return Object.assign(promise, task)
  promise.catch(() => {})
  return returns === 'task' ? task : Promise.resolve(task)
}

/** A promise of how a call ends, and the callbacks that settle it after the app's own have been called. */
function promised(own: Callbacks<never>): { promise: Promise<unknown>; callbacks: Callbacks<never> } {
  const callbacks: Callbacks<never> = {}
  const promise = new Promise((resolve, reject) => {
    callbacks.success = (result) => {
      own.success?.(result)
      resolve(result)
    }
    callbacks.fail = (failure) => {
      own.fail?.(failure)
      reject(failure)
    }
  })
  return { promise, callbacks }
}

function reduced<Task extends { abort(): void }>(task: Task, functions: TaskFunctions): Partial<Task> {
  if (functions === 'all') return task
  return functions === 'abort' ? ({ abort: () => task.abort() } as Partial<Task>) : {}
}
