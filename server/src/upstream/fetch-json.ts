/** Why an upstream gave no answer. The error of `fetch` goes no further: its text may hold the address, and so a secret. */
export class UpstreamError extends Error {
  override readonly name = 'UpstreamError'
  /**
   * `Timeout`: not within the deadline; `Stopping`: given up because the backend ends; `Network`: no connection, one
   * that broke, or a redirect; `TooLarge` and `NoJson`: an answer, but none that can be read.
   */
  constructor(readonly code: 'Timeout' | 'Stopping' | 'Network' | 'TooLarge' | 'NoJson') {
    super(`An upstream failed: ${code}`)
  }
}

/** How long to wait for an upstream, and what ends the waiting early. */
export interface UpstreamOptions {
  timeoutMs: number
  /** Aborted when the backend ends, whatever is under way. */
  shutdown?: AbortSignal | undefined
  /** @default the global one */
  fetch?: typeof globalThis.fetch | undefined
}

/** Bytes of an answer: many times what any upstream here sends. */
const MAX_ANSWER_BYTES = 256 * 1024

/**
 * Calls an upstream and reads its answer as JSON, whatever its status: WeChat and STS answer errors with 200. The
 * deadline covers the answer's body too and ends the work itself, so that nothing stays open after it. Redirects are
 * refused: the request carries secrets.
 * @throws UpstreamError
 */
export async function fetchJson(address: string, init: RequestInit, options: UpstreamOptions): Promise<unknown> {
  const { timeoutMs, shutdown, fetch = globalThis.fetch } = options
  const work = new AbortController()
  const timer = setTimeout(() => work.abort(new UpstreamError('Timeout')), timeoutMs)
  const stop = () => work.abort(new UpstreamError('Stopping'))
  if (shutdown?.aborted) stop()
  shutdown?.addEventListener('abort', stop)
  try {
    const response = await fetch(address, { ...init, redirect: 'error', signal: work.signal })
    return parse(await readText(response.body))
  } catch (error) {
    throw error instanceof UpstreamError ? error : new UpstreamError(timedOut(error) ? 'Timeout' : 'Network')
  } finally {
    clearTimeout(timer)
    shutdown?.removeEventListener('abort', stop)
  }
}

/** Connecting has a limit of its own. By name, since a DOMException is an Error only where both are of one realm. */
const timedOut = (error: unknown): boolean => {
  if (typeof error !== 'object' || error === null) return false
  if ('name' in error && String(error.name).endsWith('TimeoutError')) return true
  return 'cause' in error && timedOut(error.cause)
}

async function readText(body: AsyncIterable<Uint8Array> | null): Promise<string> {
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of body ?? []) {
    bytes += chunk.byteLength
    // Leaving the loop cancels the stream, and with it the connection.
    if (bytes > MAX_ANSWER_BYTES) throw new UpstreamError('TooLarge')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString()
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new UpstreamError('NoJson')
  }
}
