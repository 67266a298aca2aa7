import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readHeaders } from '../../../local/cos/message/headers'
import { sha1, signature, signKey, stringToSign } from '../../../local/cos/access/signature'
import { Parameters } from '../../../local/cos/message/target'
import { signedHttpString } from '../../../local/cos/access/verify'

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

const file = join(__dirname, '../sdk/signature-vectors.json')
const { vectors }: { vectors: Vector[] } = JSON.parse(readFileSync(file, 'utf8'))

function httpStringOf(vector: Vector): string {
  const query = Object.entries(vector.query).map(([name, value]) => ({ name, value: value ?? '' }))
  const headers = readHeaders(Object.entries(vector.headers))
  const target = { path: vector.uriPathname, rawPath: vector.uriPathname, parameters: new Parameters(query) }
  const parameterList = vector.urlParamList ?? [...target.parameters.ids()].join(';')
  const headerList = vector.headerList ?? [...headers.keys()].join(';')
  return signedHttpString(
    { method: vector.method, target, headers },
    { headerList: split(headerList), urlParamList: split(parameterList) },
  )
}

function split(list: string): string[] {
  return list === '' ? [] : list.split(';')
}

describe.each(vectors)('published answer $id', (vector) => {
  it('has this HttpString', () => {
    expect(httpStringOf(vector)).toBe(vector.httpString)
    expect(sha1(httpStringOf(vector))).toBe(vector.httpStringSha1)
  })
})

describe.each(vectors.filter((vector) => vector.signature !== undefined))('published answer $id', (vector) => {
  it('has this Signature', () => {
    const text = stringToSign(vector.keyTime ?? '', httpStringOf(vector))
    expect(signature(vector.signKey ?? '', text)).toBe(vector.signature)
  })
})

it('derives the sign key as text in lower-case hex', () => {
  expect(signKey('AKEXAMPLESECRET', '1557989151;1557996351')).toMatch(/^[0-9a-f]{40}$/)
})
