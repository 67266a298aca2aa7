/**
 * Signed URLs a second, ours and the official SDK's by turns, in whatever engine this bundle is run: nothing in here
 * may need Node. Prints one line of JSON.
 */
import OfficialCOS from 'cos-wx-sdk-v5'
import { Presigner } from '../../../sdk/miniprogram_dist/presign'

declare const print: undefined | ((line: string) => void)

const place = { Bucket: 'photos-1250000000', Region: 'ap-guangzhou' }
const permanent = { SecretId: 'AKIDEXAMPLE', SecretKey: 'example-secret-key-of-32-letters' }
const issuedAt = Math.floor(Date.now() / 1000)
const temporary = {
  TmpSecretId: 'AKIDEXAMPLE',
  TmpSecretKey: 'example-temporary-secret-key-of-44-letters==',
  SecurityToken: 'example-token-'.repeat(40),
  StartTime: issuedAt,
  ExpiredTime: issuedAt + 1800,
}

/** Milliseconds for each of the contestants; what is not run is left out. */
export interface Times {
  ours: number
  official: number
  oursAwaited?: number
  officialAwaited?: number
}

/** Credentials requests for 500 URLs at once, with nothing held. */
export interface ColdRequests {
  oursCold: number
  officialCold: number
}

const ours = new Presigner({
  ...place,
  credentials: { getCredentials: async () => temporary },
  // Not every engine has timers, and nothing here takes long enough to need one.
  timers: { setTimeout: () => 0, clearTimeout: () => undefined },
})
const official = new OfficialCOS(permanent)
const officialCached = new OfficialCOS({ getAuthorization: (_request, callback) => callback(temporary) })

const PAGE = 100

let serial = 0
const nextKey = () => `albums/2026/photo-${serial++}.jpg`

/** Milliseconds a URL. */
async function timed(count: number, run: (count: number) => void | Promise<void>): Promise<number> {
  const start = Date.now()
  await run(count)
  return (Date.now() - start) / count
}

/** Page by page, as an album does. */
async function signOurs(count: number): Promise<void> {
  for (let done = 0; done < count; done += PAGE) {
    await Promise.all(Array.from({ length: PAGE }, () => ours.presign({ Key: nextKey() })))
  }
}

function signOfficial(count: number): void {
  for (let i = 0; i < count; i++) official.getObjectUrl({ ...place, Key: nextKey(), Sign: true })
}

async function signOursAwaited(count: number): Promise<void> {
  for (let i = 0; i < count; i++) await ours.presign({ Key: nextKey() })
}

async function signOfficialAwaited(count: number): Promise<void> {
  for (let i = 0; i < count; i++) {
    await new Promise((resolve) => {
      officialCached.getObjectUrl({ ...place, Key: nextKey(), Sign: true }, resolve)
    })
  }
}

/** As a backend does, some time later. */
const later = () => new Promise<typeof temporary>((resolve) => setTimeout(() => resolve(temporary), 20))

async function requestsWhenCold(): Promise<ColdRequests> {
  let oursCold = 0
  let officialCold = 0
  const getCredentials = () => (oursCold++, later())
  const coldOurs = new Presigner({ ...place, credentials: { getCredentials } })
  const coldOfficial = new OfficialCOS({
    getAuthorization: (_request, callback) => {
      officialCold++
      void later().then(callback)
    },
  })
  const urls = Array.from({ length: 500 }, async () => {
    const Key = nextKey()
    await coldOurs.presign({ Key })
    await new Promise((resolve) => {
      coldOfficial.getObjectUrl({ ...place, Key, Sign: true }, resolve)
    })
  })
  await Promise.all(urls)
  return { oursCold, officialCold }
}

const median = (values: number[]) => values.sort((a, b) => a - b)[values.length >> 1] ?? NaN

/** Round by round, so that a busy machine slows both. */
async function race(rounds: number, counts: Times): Promise<Times> {
  const times: Record<keyof Times, number[]> = { ours: [], official: [], oursAwaited: [], officialAwaited: [] }
  for (let round = 0; round <= rounds; round++) {
    const measured: Times = {
      ours: await timed(counts.ours, signOurs),
      official: await timed(counts.official, signOfficial),
    }
    if (counts.oursAwaited) measured.oursAwaited = await timed(counts.oursAwaited, signOursAwaited)
    if (counts.officialAwaited) measured.officialAwaited = await timed(counts.officialAwaited, signOfficialAwaited)
    // The first round is for the engine to warm up.
    if (round > 0) for (const name of Object.keys(measured) as (keyof Times)[]) times[name].push(measured[name] ?? NaN)
  }
  const result: Times = { ours: median(times.ours), official: median(times.official) }
  if (counts.oursAwaited) result.oursAwaited = median(times.oursAwaited)
  if (counts.officialAwaited) result.officialAwaited = median(times.officialAwaited)
  return result
}

const isAwaitedToo = 'RACE_AWAITED' in globalThis
const counts: Times = isAwaitedToo
  ? { ours: 20_000, official: 5000, oursAwaited: 20_000, officialAwaited: 500 }
  : { ours: 3000, official: 1000 }

const say = (line: string) => (typeof print === 'function' ? print(line) : console.log(line))
race(5, counts)
  .then(async (times) => (isAwaitedToo ? { ...times, ...(await requestsWhenCold()) } : times))
  .then(
    (times) => say(JSON.stringify(times)),
    (error: unknown) => say(String(error)),
  )
