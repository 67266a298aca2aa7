import { createHash } from 'node:crypto'
import { Refusal } from '../http/refusal'
import type { IssuedCredentials, Issuer, IssueRequest } from './issuer'

/** Credentials that an issuer has issued, now or before. */
export interface IssueResult {
  issued: IssuedCredentials
  /** Seconds by which the issuer's clock, which is COS's too, is ahead of ours. */
  clockOffset: number
  /** Whether the issuer was not asked for them now. */
  isReused: boolean
}

/** An issuer that hands out what it has for the same policy, until half of its life is over. */
export interface ReusingIssuer {
  /** `beforeAsking` is called where the issuer has to be asked; where it throws, the issuer is not asked. */
  issue(request: IssueRequest, beforeAsking: () => Promise<void>): Promise<IssueResult>
}

interface Kept {
  promise: Promise<IssueResult>
  /** Milliseconds since the epoch. */
  reusableUntil: number
}

/** How many policies' credentials are kept at a time; some 3 kB each. */
const CAPACITY = 5000

/** Asks an issuer. */
export async function issueNow(issuer: Issuer, request: IssueRequest, now: () => number): Promise<IssueResult> {
  const sentAt = Math.floor(now() / 1000)
  const issued = await issuer.issue(request)
  return { issued, clockOffset: offsetOf(issued.startTime, sentAt, Math.floor(now() / 1000)), isReused: false }
}

/** The issuer's clock said `time` between two moments of ours. */
const offsetOf = (time: number, from: number, to: number) => (time > to ? time - to : Math.min(0, time - from))

/**
 * Signing an album asks STS once. Failures are not kept. What is kept is worth nothing outside this process, and is lost
 * without harm.
 */
export function createReusingIssuer(issuer: Issuer, now: () => number): ReusingIssuer {
  const kept = new Map<string, Kept>()

  const ask = async (key: string, request: IssueRequest, beforeAsking: () => Promise<void>): Promise<IssueResult> => {
    const asking = async () => {
      await beforeAsking()
      return issueNow(issuer, request, now)
    }
    const entry: Kept = { promise: asking(), reusableUntil: Infinity }
    put(kept, key, entry)
    try {
      const result = await entry.promise
      entry.reusableUntil = now() + halfLifeOf(result.issued, request) * 1000
      return result
    } catch (error) {
      if (kept.get(key) === entry) kept.delete(key)
      throw error
    }
  }
  return {
    async issue(request, beforeAsking) {
      const key = createHash('sha256').update(JSON.stringify(request)).digest('base64')
      for (;;) {
        const found = kept.get(key)
        if (found === undefined || now() >= found.reusableUntil) return ask(key, request, beforeAsking)
        put(kept, key, found)
        try {
          return { ...(await found.promise), isReused: true }
        } catch (error) {
          // Another caller's limit is not ours.
          if (!(error instanceof Refusal)) throw error
        }
      }
    },
  }
}

const halfLifeOf = ({ startTime, expiredTime }: IssuedCredentials, { durationSeconds }: IssueRequest) =>
  Math.min(durationSeconds, expiredTime - startTime) / 2

/** The newest last; the one that nobody has used for the longest time goes first. */
function put(kept: Map<string, Kept>, key: string, entry: Kept): void {
  kept.delete(key)
  kept.set(key, entry)
  const [oldest] = kept.keys()
  if (kept.size > CAPACITY && oldest !== undefined) kept.delete(oldest)
}
