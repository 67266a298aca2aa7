import { COS, type CommonOptions, type Credentials, type CredentialsRequest } from 'cos-miniprogram'
import { virtualClock } from '../../wx'
import { Bucket, LONGEST_LIFE, Region, SecretId, SecretKey, START, temporary } from './example'

export interface SetUpOptions extends Partial<CommonOptions> {
  /** Of the credentials, in seconds. @default 1800 */
  life?: number
  /** What the backend answers. @default `issued`: credentials issued at this moment, numbered, with no scope */
  answer?: (request: CredentialsRequest, issued: Credentials) => unknown
  /** Milliseconds by which the phone's clock is ahead. @default 0 */
  ahead?: number
}

/** A client whose backend, time and chance belong to the test. */
export function setUp({ life = 1800, answer, ahead = 0, ...options }: SetUpOptions = {}) {
  const clock = virtualClock({ start: START })
  /** What the backend was asked. */
  const requests: CredentialsRequest[] = []
  const getCredentials = async (request: CredentialsRequest) => {
    requests.push(request)
    const StartTime = Math.floor(clock.now() / 1000)
    const TmpSecretId = `AKIDEXAMPLE${requests.length}`
    const issued = temporary({ TmpSecretId, StartTime, ExpiredTime: StartTime + Math.min(life, LONGEST_LIFE) })
    // The types allow any record; what a backend really sends is what these tests are about.
    return (answer ? answer(request, issued) : issued) as Credentials
  }
  const now = () => clock.now() + ahead
  const random = () => 0.5
  const cos = new COS({ Bucket, Region, credentials: { getCredentials }, now, timers: clock, random, ...options })
  return { cos, clock, requests }
}

/** A client that signs with a permanent key, at `START`. Its warning is expected. */
export function setUpPermanent(options: Partial<CommonOptions> = {}): COS {
  const warn = jest.spyOn(console, 'warn').mockImplementation()
  const cos = new COS({ Bucket, Region, SecretId, SecretKey, now: () => START, ...options })
  warn.mockRestore()
  return cos
}

/** The error that a promise rejects with, or a function throws. */
export async function errorOf(action: Promise<unknown> | (() => unknown)): Promise<unknown> {
  try {
    await (typeof action === 'function' ? action() : action)
  } catch (error) {
    return error
  }
  throw new Error('nothing failed')
}
