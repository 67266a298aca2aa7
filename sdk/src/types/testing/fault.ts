/** What goes wrong with one request, or with the phone while it is made. */
export type Fault = LineFault | AnswerFault | PhoneFault

/** On the way between the phone and the server. */
export type LineFault =
  /** The request never reaches the server; `reason` is the network stack's, such as `ERR_CERT_DATE_INVALID`. */
  | { kind: 'unreachable'; reason?: string }
  /** The connection is lost when so many bytes of the body have been sent. */
  | { kind: 'cutRequest'; bytes: number }
  /** The server has carried it out; the phone never hears of it. */
  | { kind: 'loseAnswer' }
  /** The connection is lost when so many bytes of the answer's body have come. */
  | { kind: 'cutAnswer'; bytes: number }
  /** Nothing ever comes back: only a timeout ends it. */
  | { kind: 'silence' }
  /** It fails after so long, in these words: phones, wrappers and versions have their own. */
  | { kind: 'fail'; milliseconds: number; reason: string; errno?: number }
  /** Milliseconds until the request reaches the server. */
  | { kind: 'latency'; milliseconds: number }
  /** Speed of both directions. */
  | { kind: 'bandwidth'; bytesPerSecond: number }
  /** One byte of the request's body arrives changed. */
  | { kind: 'corruptRequest'; byte: number }
  /** The server gets the request twice; the phone hears the second answer. */
  | { kind: 'duplicate' }

/** What comes back. */
export type AnswerFault =
  /** An error as COS words it, in place of the server's answer; the server is not asked. */
  | { kind: 'refuse'; status: number; code: string; message: string }
  /** One byte of the answer's body arrives changed. */
  | { kind: 'corruptAnswer'; byte: number }
  /** The answer's body ends after so many bytes, and the phone takes it for complete. */
  | { kind: 'truncateAnswer'; bytes: number }

/** When the request starts, the phone … */
export type PhoneFault =
  /** … forgets to call back, however the request ends; `abort()` does not help. */
  | { kind: 'noCallback' }
  /** … is put into the pocket, for so long. */
  | { kind: 'hide'; milliseconds: number }
  /** … loses the network, for so long. */
  | { kind: 'offline'; milliseconds: number }
  /** … has no room left for files, for so long. */
  | { kind: 'storageFull'; milliseconds: number }
  /** … loses a file. */
  | { kind: 'fileGone'; path: string }

/** Which requests a rule is about, and what befalls them. */
export interface FaultRule {
  /** The function of `wx`. @default any of them */
  api?: NetworkApi
  /** HTTP method. @default any */
  method?: string
  /** Of the URL. @default any */
  url?: RegExp
  /** Requests of this description that go well first. @default 0 */
  after?: number
  /** Requests that it befalls then. @default 1 */
  times?: number
  /** All that befalls each of them. */
  faults: readonly Fault[]
}

/** The functions of `wx` that go over the network. */
export type NetworkApi = 'request' | 'downloadFile' | 'uploadFile'
