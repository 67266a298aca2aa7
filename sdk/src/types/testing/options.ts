import type { TestContent } from './content'
import type { FaultRule, NetworkApi } from './fault'
import type { TestPerson } from './phone'
import type { TestServer } from './server'

/** What kind of phone, what lies around it, and what its person does. */
export interface TestWxOptions {
  /** The bucket, with its APPID. @default 'photos-1250000000' */
  Bucket?: string
  /** Its region. @default 'ap-guangzhou' */
  Region?: string
  /** A custom domain of the bucket, such as `files.example.com`. @default none */
  Domain?: string
  /** What lies in the bucket from the start: contents by object key. */
  objects?: Readonly<Record<string, TestContent>>
  /** What lies on the phone from the start: contents by path, such as `wxfile://tmp_photo.jpg`. */
  files?: Readonly<Record<string, TestContent>>
  /** The backend that answers with credentials. */
  credentials?: TestCredentialsOptions
  /** Servers of the app besides, by host, such as `api.example.com`: all other names lead nowhere. */
  servers?: Readonly<Record<string, TestServer>>
  /** What the person does when the app asks; each of it can be changed later. */
  person?: Partial<TestPerson>
  /** What goes wrong. @default nothing */
  faults?: readonly FaultRule[]
  /** Where the platform bears more or less than WeChat does. */
  limits?: Partial<TestLimits>
  /** Speed of the phone's connection, which all requests share. @default without limit */
  bytesPerSecond?: number
  /**
   * The lists of domains at mp.weixin.qq.com, such as `{ request: ['https://api.example.com'] }`: nothing else may be
   * asked then. @default every address may be asked
   */
  domains?: Partial<Record<NetworkApi, readonly string[]>>
  /** Which release of the mini program runs. @default 'develop' */
  envVersion?: 'develop' | 'trial' | 'release'
  /**
   * `'virtual'`: time passes only in `clock.run` and `clock.advance`, and then at once, so that a minute's timeout costs
   * no minute. @default 'real'
   */
  time?: 'real' | 'virtual'
  /** When virtual time begins, in milliseconds since the epoch. @default 2026-01-01, 00:00 UTC */
  start?: number
  /** Of the chance that `clientOptions.random` gives. @default 1 */
  seed?: number
}

/** How the backend answers with credentials. */
export interface TestCredentialsOptions {
  /** Its address, as the app has it. @default 'https://api.example.com/cos/credentials' */
  url?: string
  /**
   * What the keys begin with that may be used, such as `u/1/`; all else is refused with 403. As a function of the headers
   * of the request, by lower-case name: `undefined` is nobody who is logged in, and refused with 401. @default '' (all)
   */
  prefix?: string | ((headers: Readonly<Record<string, string>>) => string | undefined)
  /** Seconds that they live. @default 1800 */
  lifetime?: number
}

/** What the platform bears. */
export interface TestLimits {
  /** Requests, downloads and uploads in flight; more wait. @default 10 */
  requests: number
  /** Milliseconds that a request may take, whatever its `timeout` says. @default 60000 */
  timeout: number
  /** Milliseconds after hiding for which requests still run. @default 5000 */
  background: number
  /** Bytes that one `readFile` reads. @default 100 MiB */
  readBytes: number
  /** Bytes of one download. @default 200 MiB */
  downloadBytes: number
  /** Bytes of the app's own and the saved files together. @default 200 MiB */
  userBytes: number
  /** Bytes of the temporary files together. @default 4 GiB */
  temporaryBytes: number
  /** Open file descriptors. WeChat does not say how many: few. @default 16 */
  descriptors: number
}
