import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { hmacSha1, sha1 } from '../../../sdk/src/signature/hmac-sha1'
import { normalizeHeaders, normalizeQuery } from '../../../sdk/src/request/validate'
import { canonicalPairs, httpString, stringToSign } from '../../../sdk/src/signature/signature'

interface Vector {
  id: string
  method: string
  uriPathname: string
  query: Record<string, string | null>
  headers: Record<string, string>
  httpString: string
  httpStringSha1: string
  keyTime?: string
  signKey?: string
  signature?: string
  headerList?: string
  urlParamList?: string
}

const file = join(__dirname, 'signature-vectors.json')
const { vectors }: { vectors: Vector[] } = JSON.parse(readFileSync(file, 'utf8'))

/** What the steps make of a request, up to the string that is hashed. */
function stepsOf({ method, uriPathname, query, headers }: Vector) {
  const { list: urlParamList, text: parameters } = canonicalPairs(normalizeQuery(query))
  const { list: headerList, text: formatted } = canonicalPairs(normalizeHeaders(headers))
  const http = httpString(method, uriPathname, parameters, formatted)
  return { httpString: http, httpStringSha1: sha1(http), headerList, urlParamList }
}

/** Some answers of real servers say neither the lists nor a key. */
const signed = vectors.filter(({ signKey, keyTime }) => signKey !== undefined && keyTime !== undefined)

describe('published answers', () => {
  it.each(vectors.map((vector) => [vector.id, vector] as const))('%s: the string that is signed', (_id, vector) => {
    const steps = stepsOf(vector)
    const { httpString: expected, httpStringSha1, headerList, urlParamList } = { ...steps, ...vector }
    expect(steps).toEqual({ httpString: expected, httpStringSha1, headerList, urlParamList })
  })

  it.each(signed.map((vector) => [vector.id, vector] as const))('%s: the signature', (_id, vector) => {
    const { signKey = '', keyTime = '', signature } = vector
    expect(hmacSha1(signKey)(stringToSign(keyTime, vector.httpString))).toBe(signature)
  })

  it('are from documents, other SDKs and real servers', () => {
    expect(vectors).toHaveLength(12)
    expect(signed).toHaveLength(8)
  })
})
