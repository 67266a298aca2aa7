import type { CosError } from '../errors/cos-error'
import { abortedError } from '../transfer/abort-signal'

interface PendingCall {
  fail(error: CosError): void
  hasFailed: boolean
}

/** The calls behind uploads: the official SDK never ends those that are cancelled. */
export class PendingTasks {
  private readonly calls = new Map<string, PendingCall>()
  /** Cancelled before the official SDK had them in its list, which takes a look at the file. */
  private readonly cancelledEarly = new Set<string>()

  /** @param fail - ends the call */
  add(TaskId: string, fail: (error: CosError) => void): void {
    this.calls.set(TaskId, { fail, hasFailed: false })
  }

  /** The call has ended well. */
  remove(TaskId: string): void {
    this.calls.delete(TaskId)
  }

  /** The call has failed; it may be tried again. */
  noteFailure(TaskId: string): void {
    const call = this.calls.get(TaskId)
    if (call) call.hasFailed = true
  }

  restart(TaskId: string): void {
    const call = this.calls.get(TaskId)
    if (call) call.hasFailed = false
  }

  /** Ends the call, unless it has ended. @param isListed - whether the official SDK knows the upload already */
  cancel(TaskId: string, isListed: boolean): void {
    if (!isListed) this.cancelledEarly.add(TaskId)
    const call = this.calls.get(TaskId)
    this.calls.delete(TaskId)
    if (call && !call.hasFailed) call.fail(abortedError())
  }

  /** Whether an upload that begins now was cancelled before. */
  wasCancelled(TaskId: string): boolean {
    return this.cancelledEarly.delete(TaskId)
  }
}
