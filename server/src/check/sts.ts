import { IssuerError } from '../issuer/issuer'
import type { IssuedCredentials, Issuer } from '../issuer/issuer'
import type { Policy } from '../access/policy'
import type { Report } from './report'

/** What to do about a code of STS; the first that fits. https://cloud.tencent.com/document/api/1312/48195 */
const ADVICE: readonly (readonly [code: RegExp, todo: string])[] = [
  [
    /SecretIdNotFound|InvalidSecretId/,
    'TENCENT_SECRET_ID is of no key: copy it again, and see in CAM whether it is on',
  ],
  [/SignatureFailure/, 'TENCENT_SECRET_KEY does not belong to TENCENT_SECRET_ID: copy both again'],
  [/SignatureExpire/, 'the clock of this machine is wrong: set it by NTP'],
  [/Unauthorized/, 'the sub-account needs name/sts:GetFederationToken: see the policy in README.md'],
  [/PolicyTooLong|OverSize/, 'STS finds a short policy too long: shorten UPLOAD_CONTENT_TYPES'],
  [/LimitExceeded|OverLimit/, 'the account asks STS too often: try again in a minute'],
  [/^Invalid/, 'STS refuses the policy: look the code up in its documents'],
  [/^(?:Timeout|Network)$/, 'STS_HOST cannot be reached from here: see DNS, firewall and proxy'],
]

/** Further than this the clock is off. */
const CLOCK_SECONDS = 60

/** Asks STS for credentials; `undefined` where it issues none. */
export async function checkSts(
  { issuer, now }: { issuer: Issuer; now: () => number },
  policy: Policy,
  report: Report,
): Promise<IssuedCredentials | undefined> {
  const durationSeconds = 900
  try {
    const issued = await issuer.issue({ policy, durationSeconds })
    report.add('ok', `STS issues credentials; the token has ${issued.credentials.sessionToken.length} bytes`)
    const ahead = Math.round(now() / 1000 - (issued.expiredTime - durationSeconds))
    if (Math.abs(ahead) > CLOCK_SECONDS)
      report.add('fail', `the clock of this machine is off by ${ahead} s`, 'set it by NTP')
    return issued
  } catch (error) {
    const code = error instanceof IssuerError ? error.code : 'Unknown'
    const todo = ADVICE.find(([pattern]) => pattern.test(code))?.[1] ?? 'look the code up in the documents of STS'
    report.add('fail', `STS issues nothing: ${code}`, todo)
    return undefined
  }
}
