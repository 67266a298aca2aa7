import type { Fault, NetworkApi } from '../../../sdk/src/types/testing/fault'

export type { AnswerFault, Fault, LineFault, PhoneFault } from '../../../sdk/src/types/testing/fault'

/** What a schedule of faults sees of a request that starts. */
export interface OutgoingRequest {
  /** 0 for the first of this phone. */
  index: number
  api: NetworkApi
  method: string
  url: string
  /** Of the body. */
  bytes: number
}

/** A schedule of faults: asked once for each request, when it starts. */
export interface Faults {
  next(request: OutgoingRequest): readonly Fault[]
}

/** The one of this kind. */
export function faultOf<Kind extends Fault['kind']>(
  faults: readonly Fault[],
  kind: Kind,
): Extract<Fault, { kind: Kind }> | undefined {
  return faults.find((fault): fault is Extract<Fault, { kind: Kind }> => fault.kind === kind)
}
