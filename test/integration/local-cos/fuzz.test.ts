import fc from 'fast-check'
import { TestCos, host, type Answer } from './test-cos'

/** The same requests every time. */
const RUNS = { numRuns: 5000, seed: 20260101 }

const cos = new TestCos({ maxObjectSize: 10_000, minPartSize: 1 })
beforeAll(async () => {
  await cos.send({ method: 'PUT', key: 'a', body: 'hello' })
  await cos.send({ method: 'PUT', key: 'a/b', body: 'hello' })
})

const method = fc.constantFrom('GET', 'HEAD', 'PUT', 'POST', 'DELETE', 'OPTIONS', 'PATCH', 'TRACE', 'get', '')
const key = fc.oneof(
  fc.constantFrom('', 'a', 'a/b', '..', 'a/../b', '__proto__', 'constructor'),
  fc.string({ unit: 'grapheme', maxLength: 30 }),
)
const name = fc.oneof(
  fc.constantFrom(
    'uploads',
    'uploadId',
    'partNumber',
    'delete',
    'prefix',
    'delimiter',
    'marker',
    'max-keys',
    'imageInfo',
  ),
  fc.constantFrom('encoding-type', 'max-parts', 'part-number-marker', 'key-marker', 'response-content-type', 'sign'),
  fc.constantFrom('imageMogr2/thumbnail/100x', 'imageMogr2/format/', 'q-ak', 'q-signature', '__proto__', 'acl'),
  fc.string({ unit: 'grapheme', maxLength: 10 }),
)
const value = fc.oneof(
  fc.constantFrom('', '1', '0', '-1', '99999999999999999999', '/', 'url', 'NaN', '1;2', '%00'),
  fc.string({ unit: 'grapheme', maxLength: 20 }),
)
const headerName = fc.oneof(
  fc.constantFrom('range', 'if-match', 'if-none-match', 'if-modified-since', 'content-md5', 'content-type', 'origin'),
  fc.constantFrom('x-cos-acl', 'x-cos-copy-source', 'x-cos-copy-source-range', 'x-cos-metadata-directive'),
  fc.constantFrom('x-cos-forbid-overwrite', 'x-cos-storage-class', 'x-cos-meta-__proto__', 'x-cos-security-token'),
  fc.constantFrom('content-length', 'authorization', 'host'),
)
const headerValue = fc.oneof(
  value,
  fc.constantFrom(
    `${host}/a`,
    'bytes=0-',
    'bytes=9-1',
    'bytes=-',
    'multipart/form-data; boundary=B',
    'public-read',
    '"x"',
  ),
)
const body = fc.oneof(
  fc.constantFrom('', '<Delete><Object><Key>a</Key></Object></Delete>', '<Delete>', '--B\r\n\r\n--B--', '<a><b/></a>'),
  fc.string({ unit: 'binary', maxLength: 300 }),
)

async function expectAnAnswer(request: Parameters<TestCos['raw']>[0]): Promise<Answer> {
  const answer = await cos.raw(request)
  expect(answer.status).toBeGreaterThanOrEqual(200)
  expect(answer.status).toBeLessThan(500)
  expect(answer.headers.get('x-cos-request-id')).toBeTruthy()
  expect(hasItsLength(answer, request.method)).toBe(true)
  expect([...answer.headers.values()].join('')).not.toMatch(/[\r\n\0]/)
  return answer
}

function hasItsLength({ headers, bytes }: Answer, requestMethod: string | undefined): boolean {
  const length = headers.get('content-length')
  return requestMethod === 'HEAD' || length === undefined || Number(length) === bytes.length
}

describe('whatever comes, the local COS answers, and never with a 5xx:', () => {
  it('any target, any headers', async () => {
    const target = fc.oneof(
      fc.string({ maxLength: 60 }),
      fc.webUrl(),
      fc.string().map((text) => `/${text}`),
    )
    const headers = fc.dictionary(fc.oneof(headerName, fc.string({ maxLength: 10 })), headerValue, {
      maxKeys: 5,
      noNullPrototype: true,
    })
    await fc.assert(
      fc.asyncProperty(
        fc.record({ method, target, headers, body }),
        async (request) => void (await expectAnAnswer(request)),
      ),
      RUNS,
    )
  }, 60_000)

  it('any request with a good signature', async () => {
    const query = fc.dictionary(name, value, { maxKeys: 4, noNullPrototype: true })
    let carriedOut = 0
    const headers = fc.dictionary(headerName, headerValue, { maxKeys: 4, noNullPrototype: true })
    await fc.assert(
      fc.asyncProperty(fc.record({ method, key, query, headers, body }), async (draft) => {
        const length = String(Buffer.byteLength(draft.body))
        const sent = { host, 'content-length': length, ...draft.headers }
        const target = cos.presign({ ...draft, headers: signable(draft.headers) })
        const { status } = await expectAnAnswer({ method: draft.method, target, headers: sent, body: draft.body })
        if (status < 300) carriedOut++
      }),
      RUNS,
    )
    expect(carriedOut).toBeGreaterThan(200)
  }, 60_000)
})

/** Of the headers those that the official SDK signs anyway; a token would be another's. */
function signable(headers: Record<string, string>): Record<string, string> {
  const { authorization: _, 'x-cos-security-token': __, 'content-length': ___, host: Host = host, ...rest } = headers
  return { ...rest, Host }
}
