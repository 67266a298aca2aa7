/** The official SDK ships no types: what the benchmarks call of it. */
declare module 'cos-wx-sdk-v5' {
  interface UrlParams {
    Bucket: string
    Region: string
    Key: string
    Sign: boolean
  }
  type Answer = (credentials: object) => void
  export default class OfficialCOS {
    constructor(
      options: { SecretId: string; SecretKey: string } | { getAuthorization(request: object, callback: Answer): void },
    )
    getObjectUrl(params: UrlParams, callback?: (error: unknown, data: { Url: string }) => void): string
  }
}
