import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { tc3Authorization } from '../../../server/src/issuer/tc3'
import { json, silence, startUpstreams } from './upstreams'
import type { Answer } from './upstreams'

const CALLER = join(__dirname, 'sts-caller.ts')
const EXPIRED_TIME = 4_000_000_000
const Credentials = { TmpSecretId: 'AKIDEXAMPLE', TmpSecretKey: 'example-tmp-key', Token: 'example-token' }
const good = json({ Response: { Credentials, ExpiredTime: EXPIRED_TIME, RequestId: 'example-id' } })

let upstreams: Awaited<ReturnType<typeof startUpstreams>>
beforeAll(async () => {
  upstreams = await startUpstreams()
})
afterAll(() => upstreams.close())
beforeEach(() => {
  upstreams.sts.asked.length = 0
})

/** Calls the stand-in in a process that trusts its certificate. */
async function call(answer: Answer, { caller = 'ours', timeoutMs = 20_000 } = {}) {
  upstreams.sts.answer = answer
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--import', 'tsx', CALLER, caller, upstreams.sts.host, String(timeoutMs)],
    { env: { ...process.env, ...upstreams.env } },
  )
  return JSON.parse(stdout) as { issued?: object; error?: object }
}

/** Calls it, and keeps the headers of the request. */
async function headersOfCall(): Promise<Record<string, unknown>> {
  let headers: Record<string, unknown> = {}
  await call((response, body, request) => {
    headers = request.headers
    good(response, body, request)
  })
  return headers
}

describe('the issuer that calls STS', () => {
  it('asks what the library of Tencent asks, and hands on the same', async () => {
    const theirs = await call(good, { caller: 'qcloud-cos-sts' })
    const ours = await call(good)

    const [form = '', body = ''] = upstreams.sts.asked
    const asked = new URLSearchParams(form)
    const { Name: _, ...parameters } = JSON.parse(body) as Record<string, unknown>
    expect(parameters).toEqual({ Policy: asked.get('Policy'), DurationSeconds: Number(asked.get('DurationSeconds')) })
    expect(theirs.issued).toEqual(ours.issued)
    expect(ours.issued).toEqual({
      credentials: { tmpSecretId: 'AKIDEXAMPLE', tmpSecretKey: 'example-tmp-key', sessionToken: 'example-token' },
      startTime: EXPIRED_TIME - 900,
      expiredTime: EXPIRED_TIME,
      requestId: 'example-id',
    })
  })

  it('signs the request as it goes over the wire', async () => {
    const headers = await headersOfCall()

    const [body = ''] = upstreams.sts.asked
    expect(headers).toMatchObject({
      host: upstreams.sts.host,
      'x-tc-action': 'GetFederationToken',
      'x-tc-version': '2018-08-13',
      'x-tc-region': 'ap-guangzhou',
    })
    const sent = {
      host: String(headers.host),
      service: 'sts',
      contentType: String(headers['content-type']),
      body,
      timestamp: Number(headers['x-tc-timestamp']),
    }
    const key = { secretId: 'AKIDEXAMPLE', secretKey: 'example-secret-key' }
    expect(headers.authorization).toBe(tc3Authorization(sent, key))
  })

  it('fails with the code and the request id of STS alone, and asks once', async () => {
    const Response = { Error: { Code: 'RequestLimitExceeded', Message: 'example-secret' }, RequestId: 'example-id' }
    const { error } = await call(json({ Response }))

    const message = 'The issuer of credentials failed: RequestLimitExceeded'
    expect(error).toEqual({ name: 'IssuerError', message, code: 'RequestLimitExceeded', requestId: 'example-id' })
    expect(upstreams.sts.asked).toHaveLength(1)
  })

  it.each<[string, Answer, string]>([
    ['does not answer in time', silence, 'Timeout'],
    ['begins its answer and does not end it', (response) => response.write('{"Response":'), 'Timeout'],
    [
      'sends it elsewhere',
      (response) => response.writeHead(307, { location: upstreams.env.WECHAT_API }).end(),
      'Network',
    ],
    ['hangs up', (_, __, { socket }) => socket.destroy(), 'Network'],
    ['answers a page', (response) => response.writeHead(502).end('<html>'), 'NoJson'],
    ['answers without end', (response) => response.end(`"${'x'.repeat(300_000)}"`), 'TooLarge'],
    [
      'issues what is over already',
      json({ Response: { Credentials, ExpiredTime: 1, RequestId: 'example-id' } }),
      'BadAnswer',
    ],
    ['issues nothing', json({ Response: { ExpiredTime: EXPIRED_TIME } }), 'BadAnswer'],
  ])('fails where STS %s, and asks nobody else', async (_, answer, code) => {
    const { error } = await call(answer, { timeoutMs: code === 'Timeout' ? 1000 : 20_000 })

    expect(error).toMatchObject({ name: 'IssuerError', code })
    expect(JSON.stringify(error)).not.toContain('example-secret-key')
    expect(upstreams.sts.asked.length + upstreams.wechat.asked.length).toBeLessThanOrEqual(1)
  })
})
