import { isCosError } from '../errors'
import type { SendParams } from '../exchange'
import type { UploadResult } from '../types'
import { checksum, verify } from './checksum'
import type { Crc64 } from './crc64'
import { sendBytes, type UploadJob } from './job'
import { isAnswerLost } from './retry'
import { findStored, uploadResult } from './stored'
import type { Run } from './task'

/**
 * An upload in one PUT.
 * @param divisible - parts would need less time: then a timeout is no reason to do the same once more
 * @throws CosError, Stopped
 */
export async function putObject(job: UploadJob, run: Run, divisible: boolean): Promise<UploadResult> {
  const read: { crc?: Crc64 } = {}
  const unless = ({ code }: { code: string }) => divisible && code === 'Timeout'
  try {
    return await job.retries.run(run.signal, () => putOnce(job, run, read), { unless })
  } catch (thrown) {
    const taken = isCosError(thrown) && thrown.code === 'AlreadyExists'
    const stored = taken && job.maybeStored && read.crc && (await findStored(job, run.signal, read.crc, actions(job)))
    if (!stored) throw thrown
    return stored
  }
}

function putOnce(job: UploadJob, { order, signal }: Run, read: { crc?: Crc64 }): Promise<UploadResult> {
  const { core, traffic, content, place } = job
  return traffic.carry(order, signal, async () => {
    const bytes = await content.read(0, content.size)
    const [response, crc] = await Promise.all([
      noteLostAnswer(job, sendBytes(job, signal, putParams(job), bytes)),
      checksum(core, signal, bytes),
    ])
    read.crc = crc
    verify(response, crc, `'${place.Key}'`)
    return uploadResult(job, response, crc)
  })
}

function actions({ forbidOverwrite }: UploadJob): string[] {
  // Only what may not be overwritten has to be looked at, to tell one's own from another's.
  return ['name/cos:PutObject', ...(forbidOverwrite ? ['name/cos:HeadObject'] : [])]
}

function putParams(job: UploadJob): SendParams {
  const { place, Query, content, forbidOverwrite } = job
  const Headers = { ...job.Headers }
  if (content.md5) Headers['content-md5'] = base64OfHex(content.md5)
  if (forbidOverwrite) Headers['x-cos-forbid-overwrite'] = 'true'
  return { ...place, Query, Headers, Method: 'PUT', Actions: actions(job) }
}

/** Remembers that COS may have done what nobody has heard of. */
async function noteLostAnswer<Result>(job: UploadJob, sent: Promise<Result>): Promise<Result> {
  try {
    return await sent
  } catch (thrown) {
    if (!isCosError(thrown) || isAnswerLost(thrown)) job.maybeStored = true
    throw thrown
  }
}

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

/** Phones have no `btoa`. */
function base64OfHex(hex: string): string {
  const bits = hex.replace(/./g, (digit) => (parseInt(digit, 16) + 16).toString(2).slice(1))
  const sixes = bits.match(/.{1,6}/g) ?? []
  const text = sixes.map((six) => DIGITS[parseInt(six.padEnd(6, '0'), 2)] ?? '').join('')
  return text + '='.repeat((4 - (text.length % 4)) % 4)
}
