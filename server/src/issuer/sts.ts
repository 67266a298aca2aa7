import STS from 'qcloud-cos-sts'
import { z } from 'zod'
import type { Settings } from '../settings'
import { IssuerError } from './issuer'
import type { IssuedCredentials, Issuer } from './issuer'

/** The part of `qcloud-cos-sts` that is used. */
export type GetCredential = (options: Parameters<typeof STS.getCredential>[0]) => Promise<unknown>

/** What it takes to call STS. */
export interface StsOptions {
  secretId: string
  secretKey: string
  region: string
  host: string
  timeoutMs: number
  getCredential?: GetCredential
}

const answer = z.object({
  credentials: z.object({
    tmpSecretId: z.string().min(1),
    tmpSecretKey: z.string().min(1),
    sessionToken: z.string().min(1),
  }),
  startTime: z.number().int(),
  expiredTime: z.number().int(),
  requestId: z.string().default(''),
}) satisfies z.ZodType<IssuedCredentials>

/**
 * Tencent's STS. One call a request, never repeated: a refused call that is tried again is what brings an account into
 * the rate limit.
 */
export function createStsIssuer(options: StsOptions): Issuer {
  const { timeoutMs, getCredential = STS.getCredential, ...account } = options
  return {
    async issue(request) {
      // A fresh object each time: the package writes into the options that it is given.
      const asked = getCredential({ ...account, ...request })
      const answered = await within(timeoutMs, asked).catch((error: unknown) => {
        throw error instanceof IssuerError ? error : new IssuerError(codeOf(error))
      })
      const { data } = answer.safeParse(answered)
      if (data === undefined) throw new IssuerError('BadAnswer')
      return data
    },
  }
}

/** The issuer that the settings name; `undefined` where another one is to be handed in. */
export function issuerFromSettings({ issuer, bucket }: Settings): Issuer | undefined {
  if (issuer.kind === 'external') return undefined
  const { secretId, secretKey, host, timeoutMs } = issuer
  return createStsIssuer({ secretId, secretKey, region: bucket.Region, host, timeoutMs })
}

async function within<Result>(milliseconds: number, work: Promise<Result>): Promise<Result> {
  let timer: NodeJS.Timeout | undefined
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new IssuerError('Timeout')), milliseconds)
  })
  try {
    return await Promise.race([work, timeout])
  } finally {
    clearTimeout(timer)
  }
}

const stsError = z.object({ Code: z.string().regex(/^[A-Za-z.]{1,64}$/) })

function codeOf(error: unknown): string {
  const { data } = stsError.safeParse(error)
  return data?.Code ?? 'Network'
}
