import { resolve } from 'node:path'
import type { COSOptions, PresignedRequest } from 'cos-miniprogram'
import * as source from 'cos-miniprogram/presign'
import { Bucket, NOW, Region, START, temporary } from '../sdk/example'

/** What ships calls its inner parts by other names; what callers, backends and the platform see keeps its own. */
const shipped: typeof source = jest.requireActual(resolve(__dirname, '../../../sdk/miniprogram_dist/presign.js'))

const credentials = temporary()
const scoped = { ...credentials, Scope: { Prefix: 'u/1/', Actions: ['name/cos:*'] } }
const finished = `q-sign-algorithm=sha1&q-ak=AKIDEXAMPLE&q-sign-time=${NOW};${NOW + 60}&q-signature=0123`
const answer = {
  credentials: { tmpSecretId: 'AKIDEXAMPLE', tmpSecretKey: 'example-secret-key', sessionToken: 'example-token' },
  startTime: NOW,
  expiredTime: NOW + 1800,
}

/** A platform of which only `request` is used. */
function platform(respond: (options: { success?(result: unknown): void; fail?(error: unknown): void }) => void) {
  return Object.assign(Object.create(null), {
    request: (options: object) => {
      respond(options)
      return { abort: () => undefined }
    },
  })
}
const header = { Date: new Date(START).toUTCString() }
const backend = platform((options) => options.success?.({ statusCode: 200, header, data: JSON.stringify(answer) }))
const refusing = platform((options) => options.success?.({ statusCode: 403, header, data: '{"message":"not yours"}' }))
const offline = platform((options) => options.fail?.({ errMsg: 'request:fail url not in domain list', errno: 600002 }))
const url = 'https://backend.example.com/sts'

const sources: [string, () => COSOptions][] = [
  ['getCredentials', () => ({ credentials: { getCredentials: async () => credentials } })],
  ['getCredentials with a Scope', () => ({ credentials: { getCredentials: async () => scoped } })],
  [
    'getCredentials with junk',
    () => ({ credentials: { getCredentials: async () => ({ TmpSecretId: 'AKIDEXAMPLE' }) } }),
  ],
  ['getAuthorization', () => ({ getAuthorization: (_, callback) => callback({ ...credentials }) })],
  ['a finished signature', () => ({ getAuthorization: (_, callback) => callback(finished) })],
  [
    'signUrl',
    () => ({
      credentials: {
        signUrl: async ({ Url }): Promise<PresignedRequest> => ({
          Url: `${Url}?${finished}`,
          Method: 'GET',
          Headers: {},
          ExpiredTime: NOW + 60,
        }),
      },
    }),
  ],
  ['a backend', () => ({ credentials: { url }, wx: backend })],
  ['a backend that refuses', () => ({ credentials: { url, method: 'GET' }, wx: refusing })],
  ['a backend out of reach', () => ({ credentials: { url }, wx: offline })],
]

const calls = [
  { Key: 'u/1/a b.jpg' },
  { Key: 'u/1/照片.jpg', Method: 'PUT', Headers: { 'Content-Type': 'image/jpeg' }, Expires: 60 },
  { Key: 'u/1/a.jpg', Query: { 'imageMogr2/thumbnail/200x': null }, downloadName: 'a.jpg', stable: true },
  { Key: '/a' },
] as const

describe.each(sources)('from %s', (_, options) => {
  it('what ships to phones answers as the source does', async () => {
    expect(await answers(shipped, options())).toEqual(await answers(source, options()))
  })
})

it('getAuthorization of what ships to phones is that of the source', () => {
  const params = {
    SecretId: 'AKIDEXAMPLE',
    SecretKey: 'example-secret-key',
    Key: 'a',
    Query: { b: 'c' },
    now: () => START,
  }
  expect(shipped.Presigner.getAuthorization(params)).toBe(source.Presigner.getAuthorization(params))
})

/** All that a client says, errors as the JSON that they are logged as. */
async function answers({ Presigner }: typeof source, more: COSOptions): Promise<unknown> {
  const timers = { setTimeout: () => 0, clearTimeout: () => undefined }
  const cos = new Presigner({ Bucket, Region, now: () => START, random: () => 0.5, timers, ...more })
  return JSON.parse(JSON.stringify(await cos.presignAll(calls)))
}
