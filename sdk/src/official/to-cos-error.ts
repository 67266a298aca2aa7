import { CosError, invalidArgument, isCosError, toCosError as asCosError } from '../errors/cos-error'
import { asRecord, asText, type UnknownRecord } from '../platform/as-record'
import { FILE_RULES, PLATFORM_RULES } from '../platform/file-error'
import { hostOf, lowerCaseHeaders } from '../platform/http'
import { toPlatformError } from '../platform/platform-error'
import { actionsOf } from '../request/actions'
import { parseServiceError } from '../request/service-error'
import { checkMethod } from '../request/validate'

/** What the official SDK says of an answer of `getAuthorization` that it cannot use. */
const UNUSABLE_CREDENTIALS = /^(getAuthorization callback )?params /
/** `missing param Bucket`, `Bucket should format as …`, `abort_upload_task_no_key`, `The Getobject Key is illegal`. */
const WRONG_CALL = /^missing param|format|^param |^abort_|is illegal|^CopySource/i
/** `stat:fail no such file or directory`, `readFile error, readFile:fail …`. */
const ABOUT_FILE = /^(stat|readFile|getFileInfo)\b/

/** A failure of the official SDK as a `CosError`. */
export function toCosError(error: unknown): CosError {
  if (isCosError(error)) return error
  const failure = innermost(error)
  if (failure.statusCode) return serviceError(failure)
  const text = textOf(failure)
  if (UNUSABLE_CREDENTIALS.test(text)) {
    return new CosError('CredentialsInvalid', text, { hint: 'See what getAuthorization calls back.' })
  }
  if (WRONG_CALL.test(text)) return invalidArgument(text)
  if (!text) return asCosError(error instanceof Error ? error.message : 'The official SDK failed, and does not say why')
  const call = { api: 'request', host: hostOf(asText(failure.url)) }
  return toPlatformError(
    { errMsg: text, errno: failure.errno },
    call,
    ABOUT_FILE.test(text) ? FILE_RULES : PLATFORM_RULES,
  )
}

/** Failures of uploads in parts are wrapped in another, and may lie deeper: what lies innermost, with the upload's id. */
export function innermost(raw: unknown, depth = 0): UnknownRecord {
  const failure = asRecord(raw)
  const inner = asRecord(failure.error)
  const isWrapped = !failure.statusCode && (inner.error !== undefined || inner.statusCode !== undefined)
  if (!isWrapped || depth >= 5) return failure
  const { UploadId } = failure
  return Object.assign(UploadId ? { UploadId } : {}, innermost(inner, depth + 1))
}

/** The platform's own words, those of the official SDK, or those of an `Error`. */
function textOf({ error, errMsg, message }: UnknownRecord): string {
  const { errMsg: inner, message: innerMessage } = asRecord(error)
  return [error, errMsg, inner, message, innerMessage].map(asText).find(Boolean) || ''
}

/** What COS refused, read as its answers are everywhere else. */
function serviceError({ statusCode, headers, error, url, method }: UnknownRecord): CosError {
  const said = asRecord(error)
  const fields = ['Code', 'Message', 'RequestId', 'FormatString'].map(
    (name) => `<${name}>${escape(said[name])}</${name}>`,
  )
  const response = {
    statusCode: Number(statusCode),
    headers: lowerCaseHeaders(headers),
    data: said.Code ? `<Error>${fields.join('')}</Error>` : '',
    sentAt: 0,
    receivedAt: 0,
  }
  const address = asText(url)
  const [, path = ''] = /^https?:\/\/[^/?]+\/?([^?]*)/.exec(address) || []
  const Method = checkMethod(method || undefined)
  const Key = decoded(path)
  const credentialsRequest = { Bucket: '', Region: '', Key, Actions: actionsOf(Method, Key, address) }
  const request = { Method, Key, Query: {}, Headers: {}, Expires: 0, stable: false, Url: address, credentialsRequest }
  const sent = { request, signedUrl: address, isUrlExpired: false }
  return parseServiceError(response, sent) || asCosError(`COS answered ${response.statusCode}`)
}

function escape(text: unknown): string {
  return asText(text).replace(/&/g, '&amp;').replace(/</g, '&lt;')
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}
