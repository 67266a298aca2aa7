import type { Method, PresignParams } from 'cos-miniprogram'

/** What stands in the form: all that `presign` takes. */
export interface LinkForm {
  key: string
  method: Method
  /** Seconds, as typed. */
  expires: string
  /** Name of a preset of `IMAGE_PRESETS`. */
  preset: string
  /** One `Name: value` a line. */
  headers: string
  downloadName: string
  stable: boolean
}

/** Why a form cannot be signed; the page has a sentence for each. */
export type FormProblem = 'key' | 'expires' | 'headers'

export const METHODS: readonly Method[] = ['GET', 'HEAD', 'PUT', 'POST', 'DELETE']

/** Seconds, for a tap. */
export const LIFETIMES: readonly number[] = [60, 900, 3600, 43200]

/** Data processing of COS by name. @see https://cloud.tencent.com/document/product/460/36540 */
export const IMAGE_PRESETS: Readonly<Record<string, string>> = {
  original: '',
  small: 'imageMogr2/thumbnail/300x',
  webp: 'imageMogr2/thumbnail/1080x/format/webp',
  light: 'imageMogr2/thumbnail/1080x/quality/30',
  info: 'imageInfo',
}

export const EMPTY_FORM: LinkForm = {
  key: '',
  method: 'GET',
  expires: '900',
  preset: 'original',
  headers: '',
  downloadName: '',
  stable: false,
}

/** The parameters of `presign`, or what is wrong with the form. */
export function presignParams(form: LinkForm): { params: PresignParams } | { problem: FormProblem } {
  const Expires = Number(form.expires)
  const Headers = parseHeaders(form.headers)
  if (form.key.trim() === '') return { problem: 'key' }
  if (!Number.isInteger(Expires) || Expires < 1) return { problem: 'expires' }
  if (!Headers) return { problem: 'headers' }
  const processing = form.method === 'GET' ? IMAGE_PRESETS[form.preset] : ''
  const params: PresignParams = { Key: form.key, Method: form.method, Expires, stable: form.stable }
  if (processing) params.Query = { [processing]: '' }
  if (Object.keys(Headers).length > 0) params.Headers = Headers
  if (form.method === 'GET' && form.downloadName !== '') params.downloadName = form.downloadName
  return { params }
}

/** Reads `Name: value` lines; `undefined` where a line is none. */
export function parseHeaders(text: string): Record<string, string> | undefined {
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  const pairs = lines.map((line) => /^\s*([\w-]+)\s*:\s*(.*?)\s*$/.exec(line))
  if (pairs.includes(null)) return undefined
  return Object.fromEntries(pairs.map((pair) => [pair?.[1] ?? '', pair?.[2] ?? '']))
}
