import fc from 'fast-check'
import { asking, createBackend, environment } from './backend'

const REQUESTS = 10_000
const NO_LIMIT = { LIMIT_PER_ADDRESS: '1000000', LIMIT_LOGINS_PER_ADDRESS: '1000000', LIMIT_PER_USER: '1000000' }

const name = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom('u/', 'samples/a', '../', '*', '__proto__'),
)
const action = fc.constantFrom('name/cos:GetObject', 'name/cos:PutObject', 'name/cos:GetBucket', 'name/cos:*')
const strings = fc.dictionary(fc.string({ maxLength: 8 }), fc.string({ maxLength: 8 }), { maxKeys: 3 })

/** Bodies that look right at first sight, so that the requests get deep. */
const bodies = fc.oneof(
  fc.record(
    {
      Bucket: fc.constantFrom(environment.COS_BUCKET, environment.COS_BUCKET, ''),
      Region: fc.constant(environment.COS_REGION),
      Key: name,
      Prefix: name,
      Actions: fc.array(action, { maxLength: 3 }),
    },
    { requiredKeys: ['Bucket', 'Region', 'Key', 'Actions'] },
  ),
  fc.record({
    Url: fc.webUrl(),
    Method: fc.constantFrom('GET', 'PUT', 'POST', 'DELETE', 'HEAD', 'TRACE'),
    Key: name,
    Query: strings,
    Headers: strings,
    Expires: fc.oneof(fc.integer(), fc.double()),
  }),
  fc.record({ code: fc.string() }),
)
const anyRequest = fc.record({
  path: fc.oneof(
    fc.constantFrom('/login', '/cos/credentials', '/cos/sign', '/config', '/health', '/cos/', '/'),
    fc.webPath().map((path) => `/${path.replace(/^\/+/, '')}`),
  ),
  method: fc.constantFrom('GET', 'POST', 'POST', 'POST', 'PUT', 'DELETE', 'HEAD', 'OPTIONS', 'PATCH'),
  type: fc.constantFrom('application/json', 'application/json; charset=utf-8', 'text/plain', ''),
  body: fc.oneof(
    bodies.map((value) => JSON.stringify(value)),
    fc.json(),
    fc.string({ maxLength: 200 }),
  ),
  withSession: fc.boolean(),
  authorization: fc.constantFrom('Bearer ', 'Bearer a.b.c', 'Basic x', ''),
})

describe(`${REQUESTS} random requests`, () => {
  it('are each answered, and never by a 5xx', async () => {
    const backend = createBackend(NO_LIMIT)
    const { token } = await backend.login('anna')
    const seen = new Set<number>()

    const answered = fc.asyncProperty(anyRequest, async ({ path, method, type, body, withSession, authorization }) => {
      const headers = { 'content-type': type, authorization: withSession ? `Bearer ${token}` : authorization }
      const bodiless = method === 'GET' || method === 'HEAD'
      const { status } = await backend.request(path, { method, headers, ...(bodiless ? {} : { body }) })
      seen.add(status)
      expect(status).toBeLessThan(500)
    })
    await fc.assert(answered, { numRuns: REQUESTS, seed: 1 })

    expect([...seen]).toEqual(expect.arrayContaining([200, 400, 401, 403, 404, 415]))
    expect((await backend.post('/cos/credentials', asking(['name/cos:GetObject'], 'samples/a'), token)).status).toBe(
      200,
    )
  }, 60_000)
})
