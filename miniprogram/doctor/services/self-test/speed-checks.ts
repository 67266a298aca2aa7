import { info, type Finding } from '../finding'
import type { SelfTestContext } from './context'
import { crc64 } from './crc64'

const SIGNATURES = 50
const CRC_BYTES = 1_000_000

/** Signatures and CRC64 a second, on this engine. */
export async function speeds(context: SelfTestContext, now: () => number = Date.now): Promise<Finding[]> {
  const Key = context.key('sign')
  // The first one may wait for credentials.
  await context.cos.presign({ Key })
  const startedAt = now()
  for (let index = 0; index < SIGNATURES; index++) await context.cos.presign({ Key, Query: { n: String(index) } })
  const signedAt = now()
  crc64(new Uint8Array(CRC_BYTES))
  const perSecond = (amount: number, from: number, to: number) => Math.round((amount * 1000) / Math.max(1, to - from))
  return [
    info('self.signatures', `${perSecond(SIGNATURES, startedAt, signedAt)} / s`),
    info('self.crc', `${(perSecond(CRC_BYTES, signedAt, now()) / 1e6).toFixed(1)} MB/s`),
  ]
}
