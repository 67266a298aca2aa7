/**
 * Signed URLs, ours and the official SDK's by turns, in whatever engine this bundle is run: nothing in here may need
 * Node. Prints one line of JSON.
 */
import OfficialCOS from 'cos-wx-sdk-v5'
import { Presigner } from 'cos-miniprogram/presign'

declare const print: undefined | ((line: string) => void)
/** Whether the engine compiles to machine code: set by who bundles this. */
declare const HAS_JIT: boolean

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

/** Of the two SDKs. */
export interface Pair {
  ours: number
  official: number
}

/** Milliseconds a URL, the medians of all rounds. */
export interface Times extends Pair {
  /** How many times as fast as the official SDK: the median of the rounds, since a machine may be busy for a while. */
  ratio: number
}

/** What one engine took. */
export interface Outcome {
  /** A hundred at once, again and again; the official SDK one after another, with a permanent key. */
  pages: Times
  /** 3,000 at once by a client that holds nothing yet; the official SDK one after another, with a permanent key. */
  atOnce: Times
  /** One awaited after another, both with a temporary key; only where there are timers, which the official SDK needs. */
  awaited?: Times
  /** Credentials requests for 500 URLs at once with nothing held; likewise. */
  requests?: Pair
}

/** Not every engine has timers, and nothing here takes long enough to need one. */
const timers = { setTimeout: () => 0, clearTimeout: () => undefined }
const createOurs = () => new Presigner({ ...place, credentials: { getCredentials: async () => temporary }, timers })

const ours = createOurs()
const official = new OfficialCOS(permanent)
const officialTemporary = new OfficialCOS({ getAuthorization: (_request, callback) => callback(temporary) })

let serial = 0
const nextKey = () => `albums/2026/photo-${serial++}.jpg`

function presignAtOnce(client: Presigner, count: number): Promise<unknown> {
  return Promise.all(Array.from({ length: count }, () => client.presign({ Key: nextKey() })))
}

async function presignPages(count: number): Promise<void> {
  for (let done = 0; done < count; done += 100) await presignAtOnce(ours, 100)
}

async function presignAwaited(count: number): Promise<void> {
  for (let i = 0; i < count; i++) await ours.presign({ Key: nextKey() })
}

function signOfficial(count: number): void {
  for (let i = 0; i < count; i++) official.getObjectUrl({ ...place, Key: nextKey(), Sign: true })
}

const signOfficialOnce = (client: OfficialCOS) =>
  new Promise((resolve) => {
    client.getObjectUrl({ ...place, Key: nextKey(), Sign: true }, resolve)
  })

async function signOfficialAwaited(count: number): Promise<void> {
  for (let i = 0; i < count; i++) await signOfficialOnce(officialTemporary)
}

/** As a backend does, some time later. */
const later = () => new Promise<typeof temporary>((resolve) => setTimeout(() => resolve(temporary), 20))

async function countRequests(): Promise<Pair> {
  const requests: Pair = { ours: 0, official: 0 }
  const getCredentials = () => (requests.ours++, later())
  const coldOurs = new Presigner({ ...place, credentials: { getCredentials }, timers })
  const coldOfficial = new OfficialCOS({
    getAuthorization: (_request, callback) => {
      requests.official++
      void later().then(callback)
    },
  })
  await Promise.all([
    presignAtOnce(coldOurs, 500),
    ...Array.from({ length: 500 }, () => signOfficialOnce(coldOfficial)),
  ])
  return requests
}

type Contestant = (count: number) => unknown

const ROUNDS = 9

async function race(sign: Record<keyof Pair, Contestant>, counts: Pair): Promise<Times> {
  const rounds: Pair[] = []
  // The first round is for the engine to warm up.
  for (let round = 0; round <= ROUNDS; round++) {
    rounds.push({ ours: await timed(sign.ours, counts.ours), official: await timed(sign.official, counts.official) })
  }
  const medianOf = (valueOf: (round: Pair) => number) => median(rounds.slice(1).map(valueOf))
  return {
    ours: medianOf((round) => round.ours),
    official: medianOf((round) => round.official),
    ratio: medianOf((round) => round.official / round.ours),
  }
}

async function timed(sign: Contestant, count: number): Promise<number> {
  const start = Date.now()
  await sign(count)
  return (Date.now() - start) / count
}

const median = (values: number[]) => values.sort((one, other) => one - other)[values.length >> 1] ?? NaN

async function run(): Promise<Outcome> {
  const often = HAS_JIT ? { ours: 8000, official: 1500 } : { ours: 1000, official: 300 }
  const pages = await race({ ours: presignPages, official: signOfficial }, often)
  const presignCold = (count: number) => presignAtOnce(createOurs(), count)
  const atOnce = await race({ ours: presignCold, official: signOfficial }, { ours: 3000, official: often.official })
  if (typeof setTimeout === 'undefined') return { pages, atOnce }
  const few = { ours: often.ours, official: 100 }
  const awaited = await race({ ours: presignAwaited, official: signOfficialAwaited }, few)
  return { pages, atOnce, awaited, requests: await countRequests() }
}

const say = (line: string) => (typeof print === 'function' ? print(line) : console.log(line))
run().then(
  (outcome) => say(JSON.stringify(outcome)),
  (error: unknown) => say(String(error)),
)
