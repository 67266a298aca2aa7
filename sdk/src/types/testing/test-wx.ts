import type { CredentialsRequest } from '../credentials'
import type { Platform } from '../platform'
import type { TestContent } from './content'
import type { TestPerson, TestPhone } from './phone'

/** A `wx`, and all that lies behind it. */
export interface TestWx {
  /**
   * What the app sees: hand it to a client as its option `wx`, or make it the global one by `install`. What it does not
   * have, such as `wx.navigateTo`, the test assigns.
   */
  readonly wx: Platform & Record<string, unknown>
  /** What a client takes from its surroundings: for `new COS({ ...clientOptions, Bucket, Region, credentials })`. */
  readonly clientOptions: TestClientOptions
  /** Files, album, network and faults. */
  readonly phone: TestPhone
  /** What the person answers. */
  readonly person: TestPerson
  /** What lies on COS. */
  readonly bucket: TestBucket
  /** The backend that answers with credentials. */
  readonly backend: TestBackend
  /** The phone's time. */
  readonly clock: TestClock
  /**
   * Makes `wx` the global one, and with virtual time also `Date` and the timers.
   * @returns a function that puts back what was there
   */
  readonly install: () => () => void
  /**
   * The app is killed, nothing calls back any more; what comes back is its next start, on the same phone, with the same
   * COS. A client has to be made anew, as the app would.
   */
  readonly restart: (options?: TestRestartOptions) => TestWx
}

/** How the app comes up again. */
export interface TestRestartOptions {
  /** Whether the platform has deleted the temporary files. @default 'kept' */
  temporaryFiles?: 'kept' | 'gone'
}

/** What a client takes from its surroundings. */
export interface TestClientOptions {
  /** The platform. */
  wx: Platform
  /** The phone's time, in milliseconds since the epoch. */
  now: () => number
  /** The phone's timers, which end with the app. */
  timers: { setTimeout(run: () => void, milliseconds: number): unknown; clearTimeout(id: unknown): void }
  /** Chance that can be repeated: 0 to 1. */
  random: () => number
}

/** The bucket, past the phone and its network. Every call rejects where COS refuses it. */
export interface TestBucket {
  /** The object's bytes; `undefined` where there is none. */
  readonly get: (Key: string) => Promise<Uint8Array | undefined>
  /** Headers of the object by lower-case name, such as `content-type` and `x-cos-meta-…`; `undefined` where there is none. */
  readonly head: (Key: string) => Promise<Record<string, string> | undefined>
  /** Puts an object in its place. */
  readonly put: (Key: string, content: TestContent, headers?: Readonly<Record<string, string>>) => Promise<void>
  /** Deletes an object, if there is one. */
  readonly delete: (Key: string) => Promise<void>
  /** All object keys that begin so, in the order of COS. @default '' */
  readonly keys: (prefix?: string) => Promise<string[]>
  /** Uploads in parts that were begun and have neither been completed nor aborted: they cost money. */
  readonly uploads: () => Promise<{ Key: string; UploadId: string }[]>
}

/** The backend that answers with credentials. */
export interface TestBackend {
  /** What it was asked for, the first first; without what a request in another shape does not say. */
  readonly requests: readonly Partial<CredentialsRequest>[]
  /** A permanent key of the bucket, which may do everything: for a backend of your own that signs. */
  readonly key: { readonly SecretId: string; readonly SecretKey: string }
  /** Refuses the next requests with this status, such as 401, 403 or 500. @default 1 time */
  readonly refuse: (status: number, times?: number) => void
  /** The same answers without a request: for `credentials: { getCredentials }`. */
  readonly getCredentials: (request: CredentialsRequest) => Promise<Record<string, unknown>>
  /** What Tencent's STS answers to `GetFederationToken`: for a backend of your own. @default 1800 seconds */
  readonly issue: (policy: object, durationSeconds?: number) => Promise<TestStsAnswer>
}

/** What Tencent's STS answers, as `qcloud-cos-sts` hands it on. */
export interface TestStsAnswer {
  /** The temporary key, with its token. */
  credentials: { tmpSecretId: string; tmpSecretKey: string; sessionToken: string }
  /** When it was issued, in seconds since the epoch. */
  startTime: number
  /** When it ends, in seconds since the epoch. */
  expiredTime: number
  /** When it ends, as a text. */
  expiration: string
  /** Of the call to STS. */
  requestId: string
}

/** The time of the phone and of COS. */
export interface TestClock {
  /** Milliseconds since the epoch. */
  readonly now: () => number
  /**
   * Lets time pass until the promise has settled, and gives its outcome. In virtual time it throws where it never will:
   * nothing is scheduled any more, or `within` milliseconds have passed. @default a day
   */
  readonly run: <Result>(promise: PromiseLike<Result>, options?: { within?: number }) => Promise<Result>
  /** Lets so many milliseconds pass: in real time, it waits. */
  readonly advance: (milliseconds: number) => Promise<void>
}
