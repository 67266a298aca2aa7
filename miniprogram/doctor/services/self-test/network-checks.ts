import { info, type Finding } from '../finding'
import { SLOW_BYTES_PER_SECOND, type SelfTestContext } from './context'
import { startRequest, within, type RequestEnd } from './request'

/** One that backends allow, and no platform sends by itself. */
const CONTENT_TYPE = 'image/gif'
/** More than WeChat has in flight at a time. */
const MANY = 14
/** How long an abort may take until it calls back. */
const ABORT_MS = 3000
/** WeChat is said to cut at 60. */
const LONG_SECONDS = 66

/** Which type COS has stored: one that was given, and what the platform sends where none is; 403 where that is not allowed. */
export async function contentTypes(context: SelfTestContext): Promise<Finding[]> {
  const given = await storedType(context, 'given', { 'content-type': CONTENT_TYPE })
  return [info('self.typeGiven', given), info('self.typeNone', await storedType(context, 'none', {}))]
}

async function storedType(context: SelfTestContext, name: string, Headers: Record<string, string>): Promise<string> {
  const Key = context.key(name)
  const { Url: url, Headers: header } = await context.cos.presign({ Key, Method: 'PUT', Headers })
  const { status, failure } = await startRequest({ url, method: 'PUT', header, data: new ArrayBuffer(8) }).end
  if (status !== 200) return failure || String(status)
  return (await context.cos.headObject({ Key })).ContentType || '—'
}

/** How many requests run at once: as many as have headers before the first of them ends. */
export async function concurrency(context: SelfTestContext): Promise<Finding[]> {
  const Key = await context.object('parallel', 2 * SLOW_BYTES_PER_SECOND)
  const url = await context.slowUrl(Key)
  let begun = 0
  const requests = Array.from({ length: MANY }, () => startRequest({ url }))
  for (const { headers } of requests) void headers.then(() => (begun += 1))
  const first = await Promise.race(requests.map(({ end }) => end))
  const value = first.failure === '' ? `${begun} / ${MANY}` : first.failure
  for (const request of requests) request.abort()
  return [info('self.concurrency', value)]
}

/** In which words the platform tells of a time-out, of a server that refuses, and of an abort, if it does. */
export async function failures(context: SelfTestContext): Promise<Finding[]> {
  const Key = await context.object('slow', 2 * SLOW_BYTES_PER_SECOND)
  const url = await context.slowUrl(Key)
  const timedOut = await startRequest({ url, timeout: 500 }).end
  const refused = await startRequest({ url: 'https://127.0.0.1:1/', timeout: 5000 }).end
  return [info('self.timeout', endText(timedOut)), info('self.refused', endText(refused)), await abortFinding(url)]
}

async function abortFinding(url: string): Promise<Finding> {
  const request = startRequest({ url })
  await within(ABORT_MS, request.headers)
  request.abort()
  const end = await within(ABORT_MS, request.end)
  return info('self.abort', end ? endText(end) : `— (${ABORT_MS} ms)`)
}

/** Whether a request of more than a minute is cut, though it was given two. */
export async function longRequest(context: SelfTestContext): Promise<Finding[]> {
  const Key = await context.object('long', LONG_SECONDS * SLOW_BYTES_PER_SECOND)
  return [info('self.long', endText(await startRequest({ url: await context.slowUrl(Key), timeout: 120_000 }).end))]
}

function endText({ status, failure, milliseconds }: RequestEnd): string {
  return `${failure || status} · ${(milliseconds / 1000).toFixed(1)} s`
}
