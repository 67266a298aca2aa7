import type { Sts } from '../../local/cos/access/sts'
import type { CredentialsRequest } from '../src/types/credentials'
import type { TestCredentialsOptions } from '../src/types/testing/options'
import type { TestServerAnswer, TestServerRequest } from '../src/types/testing/server'
import type { TestBackend } from '../src/types/testing/test-wx'
import type { Key } from './signed-requests'

/** The backend as a server, and in the hands of a test. */
export interface CredentialsBackend extends TestBackend {
  answer(request: TestServerRequest): Promise<TestServerAnswer>
}

/** What the backend needs to know. */
export interface BackendSettings {
  Bucket: string
  Region: string
  key: Key
  sts: Sts
  options: TestCredentialsOptions
}

type Asked = Partial<CredentialsRequest>

/** Answers with credentials for what was asked, below the prefix of whoever asks. */
export function credentialsBackend({ Bucket, Region, key, sts, options }: BackendSettings): CredentialsBackend {
  const { prefix = '', lifetime = 1800 } = options
  const requests: Asked[] = []
  const refusals: number[] = []

  async function answer({ json, query, method, headers }: TestServerRequest): Promise<TestServerAnswer> {
    const asked = method === 'GET' ? fromQuery(query) : fromJson(json)
    requests.push(asked)
    const allowed = typeof prefix === 'function' ? prefix(headers) : prefix
    const refusal = refusals.shift() ?? (allowed === undefined ? 401 : undefined)
    if (refusal !== undefined) return refused(refusal)
    if (allowed === undefined || !isBelow(asked, { Bucket, Region, prefix: allowed })) return refused(403)
    return { body: await grant(asked, allowed) }
  }

  /** Where the request does not say what it is for, it may do everything there. */
  async function grant({ Actions = ['name/cos:*'] }: Asked, allowed: string) {
    const resource = `qcs::cos:${Region}:uid/${Bucket.slice(Bucket.lastIndexOf('-') + 1)}:${Bucket}/${allowed}*`
    const statement = [{ effect: 'allow', action: Actions, resource: [resource] }]
    const issued = await sts.issue({ policy: { version: '2.0', statement }, durationSeconds: lifetime })
    return { ...issued, Scope: { Prefix: `${allowed}*`, Actions } }
  }

  return {
    requests,
    key,
    answer,
    refuse: (status, times = 1) => void refusals.push(...Array.from({ length: times }, () => status)),
    issue: (policy, durationSeconds) => sts.issue({ policy, durationSeconds }),
    async getCredentials(request) {
      const { status = 200, body } = await answer({ ...DIRECT, json: request })
      if (status === 200) return Object(body) as Record<string, unknown>
      throw Object.assign(new Error(`The backend answered ${status}.`), { statusCode: status })
    },
  }
}

const DIRECT = { method: 'POST', path: '/', query: {}, headers: {}, body: new Uint8Array() }

function refused(status: number): TestServerAnswer {
  return { status, body: { message: 'Refused by the test.' } }
}

function isBelow(
  { Key, Prefix, ...asked }: Asked,
  { Bucket, Region, prefix }: Record<'Bucket' | 'Region' | 'prefix', string>,
) {
  const resource = Key || Prefix
  return (
    (asked.Bucket ?? Bucket) === Bucket &&
    (asked.Region ?? Region) === Region &&
    (resource ?? prefix).startsWith(prefix)
  )
}

function fromJson(json: unknown): Asked {
  const { Bucket, Region, Key, Prefix, Actions }: Record<string, unknown> = Object(json)
  return withoutGaps({
    Bucket: text(Bucket),
    Region: text(Region),
    Key: text(Key),
    Prefix: text(Prefix),
    Actions: Array.isArray(Actions) ? Actions.map(String) : undefined,
  })
}

/** A list is one parameter in a query: its items joined by commas. */
function fromQuery({ Actions, ...query }: TestServerRequest['query']): Asked {
  return fromJson({ ...query, Actions: Actions?.split(',') })
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}

function withoutGaps(asked: Asked): Asked {
  return Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined))
}
