import { COS } from 'cos-miniprogram'
import Official from 'cos-nodejs-sdk-v5'
import { seededRandom } from '../../wx'
import { Bucket, HOST, Region, SecretId, SecretKey } from './example'
import { randomRequest, type RandomRequest } from './random-request'
import { readUrl, referenceSignature } from './reference-signature'
import { setUpPermanent } from './set-up'

const random = seededRandom(3)
const requests = Array.from({ length: 10_000 }, () => randomRequest(random))
const KeyTime = '1767323045;1767323945'

/** The order that the JavaScript SDKs give the parameters in what they sign, and the one in what they say they signed. */
function officialOrders(names: readonly string[]): [signed: string, said: string] {
  const encode = (name: string) =>
    encodeURIComponent(name).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16)}`)
  const sorted = (list: readonly string[]) => [...list].sort((a, b) => (a === b ? 0 : a > b ? 1 : -1))
  const lower = names.map((name) => name.toLowerCase())
  return [
    sorted(lower)
      .map((name) => encode(name).toLowerCase())
      .join(';'),
    sorted(lower.map((name) => encode(name).toLowerCase())).join(';'),
  ]
}

const sortsAsDocumented = ({ Query }: RandomRequest) => {
  const [signed, said] = officialOrders(Object.keys(Query))
  return signed === said
}

/** Its types leave out HEAD; it signs that as well. */
const officialMethod = ({ Method }: RandomRequest) => Method as Official.Method

const theirs = ({ Headers, ...request }: RandomRequest) =>
  Official.getAuthorization({
    SecretId,
    SecretKey,
    ...request,
    Method: officialMethod({ Headers, ...request }),
    Headers: { ...Headers, Host: HOST },
    KeyTime,
  })

const ours = ({ Headers, ...request }: RandomRequest, keyTime = KeyTime) =>
  COS.getAuthorization({ SecretId, SecretKey, ...request, Headers: { ...Headers, Host: HOST }, KeyTime: keyTime })

const specified = ({ Method, Key, Query, Headers }: RandomRequest) => {
  const headers = Object.entries({ ...Headers, Host: HOST })
  const signable = { method: Method, path: `/${Key}`, query: Object.entries(Query), headers }
  const { headerList, urlParamList, signature } = referenceSignature(signable, SecretKey, KeyTime)
  const times = `q-sign-time=${KeyTime}&q-key-time=${KeyTime}`
  const lists = `q-header-list=${headerList}&q-url-param-list=${urlParamList}`
  return `q-sign-algorithm=sha1&q-ak=${SecretId}&${times}&${lists}&q-signature=${signature}`
}

/** A URL without its signature: address, and parameters in the order of their names. */
const unsigned = (url: string) => {
  const { origin, query } = readUrl(url)
  const sorted = [...query].sort(([a], [b]) => (a < b ? -1 : 1))
  return { origin, path: url.slice(origin.length).split('?')[0], query: sorted }
}

describe('10,000 random requests', () => {
  it('are signed as the specification says', () => {
    expect(requests.filter((request) => ours(request) !== specified(request))).toEqual([])
  })

  it('are signed as by the official SDK, wherever that sorts as the specification says', () => {
    const comparable = requests.filter(sortsAsDocumented)
    expect(comparable.length).toBeGreaterThan(8000)
    expect(comparable.filter((request) => ours(request) !== theirs(request))).toEqual([])
  })

  it('are not signed as by the official SDK where that sorts by the raw name', () => {
    const others = requests.filter((request) => !sortsAsDocumented(request))
    expect(others.length).toBeGreaterThan(100)
    expect(others.filter((request) => ours(request) === theirs(request))).toEqual([])
  })

  it('have the same URLs as with the official SDK', () => {
    const official = new Official({ SecretId, SecretKey })
    const cos = setUpPermanent()
    const differing = requests.filter(sortsAsDocumented).filter((request) => {
      const Method = officialMethod(request)
      const url = official.getObjectUrl({ Bucket, Region, ...request, Method, Sign: true }, () => undefined)
      const [fields = '', keyTime] = /q-sign-algorithm.*?q-key-time=([\d;]+).*?q-signature=[0-9a-f]{40}/.exec(url) ?? []
      return (
        fields !== ours(request, keyTime) ||
        JSON.stringify(unsigned(cos.getObjectUrl(request))) !== JSON.stringify(unsigned(url))
      )
    })
    expect(differing).toEqual([])
  })
})
