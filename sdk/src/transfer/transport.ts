import type { Transport } from '../credentials/sources'
import type { RunningCall } from '../platform/call-platform'
import type { Environment } from '../platform/environment'
import { PLATFORM_RULES } from '../platform/file-error'
import { sendRequest, type HttpRequest, type HttpResponse } from '../platform/http'
import { Signal } from './abort-signal'
import { SMALL_REQUEST } from './queue'
import { runtimeOf, type TransferRuntime } from './shared-runtime'

/** On whose behalf something is sent: a stop ends that. */
export interface Sender {
  readonly context: { readonly environment: Environment }
  readonly runtime: TransferRuntime
  readonly signal: Signal
}

/** Small requests have their place in the queue that all clients in an app share. */
export function queuedTransport(environment: Environment): Transport {
  return (request) =>
    sendSmall({ context: { environment }, runtime: runtimeOf(environment), signal: new Signal() }, request)
}

/** Sends a small request: before all content. @throws CosError `Aborted` as soon as it is stopped */
export function sendSmall(sender: Sender, request: HttpRequest): Promise<HttpResponse> {
  return sender.runtime.requestQueue.run(SMALL_REQUEST, sender.signal, () => sendAbortable(sender, request))
}

/** Sends a request that has its place in the queue already. @throws CosError `Aborted` as soon as it is stopped */
export function sendAbortable(sender: Sender, request: HttpRequest): Promise<HttpResponse> {
  return abortable(sender, (onStart) => sendRequest(sender.context.environment, request, PLATFORM_RULES, onStart))
}

/** Lets a stop end a call of the platform for the network. @throws CosError `Aborted`, also where it was stopped before */
export async function abortable<Response>(
  { runtime, signal }: Sender,
  call: (onStart: (running: RunningCall) => void) => Promise<Response>,
): Promise<Response> {
  signal.throwIfAborted()
  let stopListening = () => {}
  const response = call((running) => {
    stopListening = signal.onAbort(() => running.abort())
  })
  return observed(runtime, response).finally(() => stopListening())
}

/** Any answer, whatever it says, proves that there is a network. */
export function observed<Response>(runtime: TransferRuntime, response: Promise<Response>): Promise<Response> {
  return response.then((answer) => {
    runtime.appState.observeAnswer()
    return answer
  })
}
