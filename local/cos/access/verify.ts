import { SIGNATURE_PARAMETERS, TOKEN_NAMES, type Authorization } from './authorization'
import { urlEncode } from '../message/encode'
import { headerText, type Headers } from '../message/headers'
import { checkEqual, type Identity } from './identity'
import { accessDenied, signatureDoesNotMatch } from '../message/rejection'
import { httpString, signature, signKey, stringToSign, type EncodedPair } from './signature'
import { parameterId, type Target } from '../message/target'

/** The parts of a request that a signature may cover. */
export interface Signable {
  method: string
  target: Pick<Target, 'path' | 'parameters'>
  headers: Headers
}

/**
 * Recomputes the signature from what came over the wire, and compares.
 * @throws {Rejection} `SignatureDoesNotMatch`
 */
export function checkSignature(request: Signable, authorization: Authorization, identity: Identity): void {
  if (authorization.algorithm !== 'sha1') throw signatureDoesNotMatch()
  const http = signedHttpString(request, authorization)
  const text = stringToSign(authorization.signTime, http)
  const expected = signature(signKey(identity.secretKey, authorization.keyTime), text)
  checkEqual(expected, authorization.signature, { StringToSign: text, FormatString: withoutToken(http) })
}

/** The `HttpString` of what the lists name, as it came. @throws {Rejection} where something named is missing */
export function signedHttpString(
  request: Signable,
  { headerList, urlParamList }: Pick<Authorization, 'headerList' | 'urlParamList'>,
): string {
  return httpString({
    method: request.method,
    path: request.target.path,
    parameters: urlParamList.map((id) => signedParameter(request, id)),
    headers: headerList.map((id) => signedHeader(request, id)),
  })
}

/**
 * Strict signature mode, a setting of the bucket. `false`: off, which is COS's default. `true`: as the rule with the
 * headers `Host` and `x-cos-*` and the parameters `all`, so that nothing that changes what is done can be appended to a
 * URL. `content`: `Content-Type` and `Content-Length` besides, which few clients can promise.
 * https://www.tencentcloud.com/document/product/436/53892
 */
export type Strictness = boolean | 'content'

/**
 * Checks that what the mode demands is signed, wherever the request has it.
 * @throws {Rejection} `AccessDenied` "Strict signature missing …"
 */
export function checkStrict(
  { target, headers }: Signable,
  { from, headerList, urlParamList }: Authorization,
  strict: Strictness,
): void {
  if (strict === false) return
  const signedHeaders = new Set(headerList)
  const signedParameters = new Set(urlParamList)
  const tokens: readonly string[] = TOKEN_NAMES
  const exempt = new Set(from === 'query' ? [...SIGNATURE_PARAMETERS, ...tokens] : tokens)

  const isNeeded = (name: string) =>
    (name.startsWith('x-cos-') && !tokens.includes(name)) || (strict === 'content' && CONTENT_HEADERS.includes(name))
  // One without a value says nothing, and the official SDKs leave it out of what they sign.
  const given = [...headers].flatMap(([name, value]) => (value === '' ? [] : [name]))
  if (['host', ...given.filter(isNeeded)].some((name) => !signedHeaders.has(parameterId(name)))) {
    throw accessDenied('Strict signature missing header that must be signed')
  }
  for (const id of target.parameters.ids()) {
    if (!exempt.has(id) && !signedParameters.has(id)) {
      throw accessDenied('Strict signature missing param that must be signed')
    }
  }
}

const CONTENT_HEADERS = ['content-length', 'content-type']

function signedParameter({ target }: Signable, id: string): EncodedPair {
  const parameter = target.parameters.byEncodedName(id)
  if (!parameter) throw signatureDoesNotMatch()
  return [id, urlEncode(parameter.value)]
}

function signedHeader({ headers }: Signable, id: string): EncodedPair {
  const [value] = [...headers].filter(([name]) => parameterId(name) === id).map(([, text]) => text)
  if (value === undefined) throw signatureDoesNotMatch()
  return [id, urlEncode(headerText(value))]
}

function withoutToken(http: string): string {
  return http.replace(/(security-token=)[^&\n]*/g, '$1***')
}
