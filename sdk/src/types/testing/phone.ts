import type { TestContent } from './content'
import type { FaultRule, NetworkApi } from './fault'

/** What the person does when the app asks. Change it at any time. */
export interface TestPerson {
  /**
   * Paths of the files that are chosen in `wx.chooseMedia`, `wx.chooseImage` and `wx.chooseMessageFile`; none cancels.
   * @default none
   */
  chooses: readonly string[]
  /** Whether a permission is given, which WeChat asks for once. @default true */
  grants: boolean
  /** Whether what was refused is given in the settings, once `wx.openSetting` shows them. @default true */
  grantsInSettings: boolean
  /** Whether `wx.showModal` is confirmed. @default true */
  confirms: boolean
}

/** The phone around the app. */
export interface TestPhone {
  /** Paths of all files, in the order in which they came. */
  readonly files: readonly string[]
  /** What the app has saved to the album, the first first. */
  readonly album: readonly TestAlbumItem[]
  /** What the app has shown: toasts, modals, and loading. */
  readonly shown: readonly TestShown[]
  /** Every request that has left the phone, the first first. */
  readonly requests: readonly TestRequest[]
  /** Puts a file in its place, as a camera or a chat does. */
  readonly putFile: (path: string, content: TestContent) => void
  /** The bytes of a file; `undefined` where there is none. */
  readonly readFile: (path: string) => Uint8Array | undefined
  /** Deletes a file, as the platform may with temporary ones. */
  readonly deleteFile: (path: string) => void
  /** From now on there is no room for files, or there is again. */
  readonly setStorageFull: (isFull: boolean) => void
  /** The person leaves the app: after five seconds its requests are interrupted. */
  readonly hide: () => void
  /** The person comes back. */
  readonly show: () => void
  /** Loses the network until `goOnline`. */
  readonly goOffline: () => void
  /** Finds the network again. */
  readonly goOnline: () => void
  /** Loses all connections for a moment, without being offline. */
  readonly dropConnections: () => void
  /** From now on this goes wrong, too. */
  readonly addFault: (rule: FaultRule) => void
}

/** A photo or a video in the album. */
export interface TestAlbumItem {
  /** By which function of `wx` it was saved. */
  kind: 'image' | 'video'
  /** What was saved. */
  bytes: Uint8Array
}

/** What the person saw. */
export interface TestShown {
  /** The function of `wx`, such as `showToast`. */
  api: string
  /** What the app handed to it, without the callbacks. */
  options: Readonly<Record<string, unknown>>
}

/** A request, and what became of it. */
export interface TestRequest {
  /** The function of `wx`. */
  readonly api: NetworkApi
  /** HTTP method, in capitals. */
  readonly method: string
  /** With its signature. */
  readonly url: string
  /** Of the body. */
  readonly bytes: number
  /** Milliseconds since the epoch. */
  readonly startedAt: number
  /** Of the answer, once its headers have come. */
  readonly statusCode?: number
  /** `errMsg`, where it failed. */
  readonly failure?: string
  /** What the server threw. */
  readonly serverError?: unknown
}
