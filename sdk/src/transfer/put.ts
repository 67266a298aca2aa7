import { isCosError } from '../errors'
import type { SendParams } from '../exchange'
import type { UploadResult } from '../types'
import { checksum } from './checksum'
import { noteLostAnswer, sendChecked, type UploadJob } from './job'
import { findStored, uploadResult } from './stored'
import type { Run } from './task'

/**
 * An upload in one PUT.
 * @param divisible - parts would need less time: then a timeout is no reason to do the same once more
 * @throws CosError, Stopped
 */
export async function putObject(job: UploadJob, run: Run, divisible: boolean): Promise<UploadResult> {
  const unless = ({ code }: { code: string }) => divisible && code === 'Timeout'
  try {
    return await job.retries.run(run.signal, () => putOnce(job, run), { unless })
  } catch (thrown) {
    const taken = isCosError(thrown) && thrown.code === 'AlreadyExists'
    const stored = taken && job.maybeStored && (await findOwn(job, run))
    if (!stored) throw thrown
    return stored
  }
}

function putOnce(job: UploadJob, { order, signal }: Run): Promise<UploadResult> {
  const { traffic, content } = job
  return traffic.carry(order, signal, async () => {
    const bytes = await content.read(0, content.size)
    const { response, crc } = await noteLostAnswer(job, sendChecked(job, signal, putParams(job), bytes))
    return uploadResult(job, response, crc)
  })
}

/** Whether what took the key is an earlier try of this upload, whose answer never came. */
async function findOwn(job: UploadJob, { signal }: Run): Promise<UploadResult | undefined> {
  const bytes = await job.content.read(0, job.content.size)
  return findStored(job, signal, await checksum(job.core, signal, bytes), actions(job))
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

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

/** Phones have no `btoa`. */
function base64OfHex(hex: string): string {
  const bits = hex.replace(/./g, (digit) => (parseInt(digit, 16) + 16).toString(2).slice(1))
  const sixes = bits.match(/.{1,6}/g) ?? []
  const text = sixes.map((six) => DIGITS[parseInt(six.padEnd(6, '0'), 2)] ?? '').join('')
  return text + '='.repeat((4 - (text.length % 4)) % 4)
}
