import { createHmac } from 'node:crypto'
import { createSts } from '../../../local/cos'
import { listen, type Listening } from '../../../local/http/listen'
import { createStsEndpoint } from '../../../local/sts/endpoint'
import { tc3Authorization } from '../../../server/src/issuer/tc3'

const key = { SecretId: 'AKIDEXAMPLE', SecretKey: 'example-secret-key' }
const seconds = 1_767_225_600
const now = () => seconds * 1000
const resource = ['qcs::cos:ap-guangzhou:uid/1250000000:photos-1250000000/u/1/*']
const policy = { version: '2.0', statement: [{ effect: 'allow', action: ['name/cos:GetObject'], resource }] }
const encodedPolicy = encodeURIComponent(JSON.stringify(policy))

let server: Listening
beforeAll(async () => {
  server = await listen(createStsEndpoint({ sts: createSts({ master: 'an example', now }), key, now }), { port: 0 })
})
afterAll(() => server.close())

interface StsResponse {
  Credentials?: { TmpSecretId: string; TmpSecretKey: string; Token: string }
  ExpiredTime?: number
  Error?: { Code: string; Message: string }
  RequestId: string
}

async function post(headers: Record<string, string>, body: string): Promise<StsResponse> {
  const response = await fetch(server.url, { method: 'POST', headers, body })
  expect(response.status).toBe(200)
  return ((await response.json()) as { Response: StsResponse }).Response
}

const host = () => new URL(server.url).host

/** As `qcloud-cos-sts` calls. */
function callByForm(more: Record<string, string> = {}, secretKey = key.SecretKey) {
  const fields: Record<string, string> = {
    SecretId: key.SecretId,
    Timestamp: `${seconds}`,
    Nonce: '10001',
    Action: 'GetFederationToken',
    DurationSeconds: '900',
    Version: '2018-08-13',
    Region: 'ap-guangzhou',
    Name: 'example',
    Policy: encodedPolicy,
    ...more,
  }
  const sorted = Object.keys(fields).toSorted()
  const text = `POST${host()}/?${sorted.map((name) => `${name}=${fields[name]}`).join('&')}`
  const Signature = createHmac('sha1', secretKey).update(text).digest('base64')
  const headers = { 'content-type': 'application/x-www-form-urlencoded' }
  return post(headers, new URLSearchParams({ ...fields, Signature }).toString())
}

/** As the backend of this project calls. */
function callByHeaders({ secretKey = key.SecretKey, timestamp = seconds, action = 'GetFederationToken' } = {}) {
  const body = JSON.stringify({ Name: 'example', Policy: encodedPolicy, DurationSeconds: 900 })
  const contentType = 'application/json'
  const sent = { host: host(), service: 'sts', contentType, body, timestamp }
  const authorization = tc3Authorization(sent, { secretId: key.SecretId, secretKey })
  const headers = { 'content-type': contentType, 'x-tc-timestamp': `${timestamp}`, 'x-tc-action': action }
  return post({ ...headers, authorization }, body)
}

describe('the STS on this machine', () => {
  it.each([
    ['in its form', () => callByForm()],
    ['in its headers', () => callByHeaders()],
  ])('answers a call that is signed %s', async (_, call) => {
    expect(await call()).toEqual({
      Credentials: { TmpSecretId: expect.any(String), TmpSecretKey: expect.any(String), Token: expect.any(String) },
      ExpiredTime: seconds + 900,
      Expiration: '2026-01-01T00:15:00Z',
      RequestId: expect.any(String),
    })
  })

  it.each<[what: string, call: () => Promise<StsResponse>, code: string]>([
    ['another key', () => callByForm({}, 'another'), 'AuthFailure.SignatureFailure'],
    ['another key, in the headers', () => callByHeaders({ secretKey: 'another' }), 'AuthFailure.SignatureFailure'],
    ['an unknown id', () => callByForm({ SecretId: 'AKIDOTHER' }), 'AuthFailure.SecretIdNotFound'],
    ['an old call', () => callByForm({ Timestamp: `${seconds - 301}` }), 'AuthFailure.SignatureExpire'],
    ['an old call, in the headers', () => callByHeaders({ timestamp: seconds - 301 }), 'AuthFailure.SignatureExpire'],
    ['another action', () => callByForm({ Action: 'AssumeRole' }), 'InvalidAction'],
    ['another action, in the headers', () => callByHeaders({ action: 'GetCallerIdentity' }), 'InvalidAction'],
    ['a policy that is no JSON', () => callByForm({ Policy: 'allow all' }), 'InvalidParameter.PolicyError'],
    ['a policy without statements', () => callByForm({ Policy: '{}' }), 'InvalidParameter.PolicyError'],
    ['too long a life', () => callByForm({ DurationSeconds: '129601' }), 'InvalidParameter.OverTimeError'],
    ['nothing', () => post({}, ''), 'AuthFailure.SecretIdNotFound'],
  ])('refuses %s, as STS does', async (_, call, code) => {
    const { Error, Credentials } = await call()
    expect(Error).toMatchObject({ Code: code })
    expect(Credentials).toBeUndefined()
  })

  it('says nothing of the key in a refusal', async () => {
    expect(JSON.stringify(await callByForm({}, 'another'))).not.toContain(key.SecretKey)
  })
})
