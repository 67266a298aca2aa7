import type { SendParams } from '../exchange'
import type { UploadResult } from '../types'
import { checksum } from './checksum'
import { forbidding, noteLostAnswer, paramsFor, sendChecked, type UploadJob } from './job'
import { codeOf } from './retry'
import { findStored, uploadResult } from './stored'
import type { Run } from './task'

/**
 * An upload in one PUT.
 * @param divisible - parts would need less time: then a timeout is no reason to do the same once more
 * @throws CosError
 */
export async function putObject(job: UploadJob, { order, signal }: Run, divisible: boolean): Promise<UploadResult> {
  const { core, traffic, content, retries, forbidOverwrite } = job
  // Only what may not be overwritten has to be looked at, to tell one's own from another's.
  const Actions = ['name/cos:PutObject'].concat(forbidOverwrite ? 'name/cos:HeadObject' : [])
  const read = () => content.read(0, content.size)
  const put = async () => {
    const sent = sendChecked(job, signal, putParams(job, Actions), await read())
    const { response, crc } = await noteLostAnswer(job, sent)
    return uploadResult(job, response, crc)
  }
  try {
    return await retries.run(signal, () => traffic.carry(order, signal, put), divisible ? 'Timeout' : undefined)
  } catch (thrown) {
    if (codeOf(thrown) !== 'AlreadyExists' || !job.maybeStored) throw thrown
    // What took the key may be an earlier try of this upload, whose answer never came.
    const stored = await findStored(job, signal, await checksum(core, signal, await read()), { Actions })
    if (!stored) throw thrown
    return stored
  }
}

function putParams(job: UploadJob, Actions: readonly string[]): SendParams {
  const { Query, content } = job
  const Headers = forbidding(job, job.Headers)
  if (content.md5) Headers['content-md5'] = base64OfMd5(content.md5)
  return paramsFor(job, { Method: 'PUT', Query, Headers, Actions })
}

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

/** Of 32 digits in hex: phones have no `btoa`. */
function base64OfMd5(hex: string): string {
  const bits = hex.replace(/./g, (digit) => (parseInt(digit, 16) + 16).toString(2).slice(1))
  return `${bits}0000`.replace(/.{6}/g, (six) => DIGITS.charAt(parseInt(six, 2))) + '=='
}
