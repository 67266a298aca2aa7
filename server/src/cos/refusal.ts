import { Refusal } from '../http/refusal'
import type { CosAnswer } from './client'
import { CosUnreachable } from './client'

/** What a caller hears where COS refuses what this backend itself does; COS's code is for the log. */
export function cosRefusal({ status, code }: Pick<CosAnswer, 'status' | 'code'>): Refusal {
  return new Refusal('CosFailed', 'COS refused this', { upstreamCode: code === '' ? String(status) : code })
}

/** As it is, but for a COS that gave no answer: that is no mistake of this program. */
export function asRefusal(error: unknown): unknown {
  if (!(error instanceof CosUnreachable)) return error
  return new Refusal('CosFailed', 'COS gave no answer', { upstreamCode: error.reason })
}
