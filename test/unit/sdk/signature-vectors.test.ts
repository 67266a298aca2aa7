import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { hmacKey, hmacSha1, sha1 } from '../../../sdk/src/sha1'
import { formatHeaders, formatParameters, httpString, stringToSign } from '../../../sdk/src/signer'

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

describe('published answers', () => {
  it.each(vectors.map((vector) => [vector.id, vector] as const))('%s', (_id, vector) => {
    const parameters = formatParameters(Object.entries(vector.query).map(([name, value]) => [name, value ?? '']))
    const headers = formatHeaders(Object.entries(vector.headers))
    const http = httpString(vector.method, vector.uriPathname, parameters.text, headers.text)

    expect(http).toBe(vector.httpString)
    expect(sha1(http)).toBe(vector.httpStringSha1)
    expect({ headerList: headers.list, urlParamList: parameters.list }).toEqual({
      headerList: vector.headerList ?? headers.list,
      urlParamList: vector.urlParamList ?? parameters.list,
    })
    if (vector.signKey && vector.keyTime) {
      expect(hmacSha1(hmacKey(vector.signKey), stringToSign(vector.keyTime, http))).toBe(vector.signature)
    }
  })
})
