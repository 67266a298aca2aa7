const megabyte = 1024 * 1024

/** What the platform bears: WeChat's own figures, which a test may lower. */
export interface Limits {
  /** Requests, downloads and uploads in flight; more wait. */
  requests: number
  /** Milliseconds that a request may take, whatever `timeout` says. */
  timeout: number
  /** Milliseconds after hiding for which requests still run. */
  background: number
  /** Bytes that one `readFile` reads. */
  readBytes: number
  /** Bytes of one download. */
  downloadBytes: number
  /** Bytes of the user's and the saved files together. */
  userBytes: number
  /** Bytes of the temporary files together. */
  temporaryBytes: number
  /** Open file descriptors. WeChat does not say how many: few. */
  descriptors: number
}

/** As documented by WeChat. */
export const wechatLimits: Limits = {
  requests: 10,
  timeout: 60_000,
  background: 5_000,
  readBytes: 100 * megabyte,
  downloadBytes: 200 * megabyte,
  userBytes: 200 * megabyte,
  temporaryBytes: 4096 * megabyte,
  descriptors: 16,
}
