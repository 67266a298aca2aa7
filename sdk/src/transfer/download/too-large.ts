import { CosError } from '../../errors/cos-error'
import { MAX_STORED_BYTES } from '../../platform/stored-bytes'

/** More than the platform downloads at once, and than an app may store. @throws CosError `TooLarge` */
export function checkSize(bytes: number): void {
  if (bytes <= MAX_STORED_BYTES) return
  throw new CosError('TooLarge', `The object has ${bytes} bytes, and the platform takes at most ${MAX_STORED_BYTES}`, {
    hint: 'Offer a smaller version, or several objects.',
  })
}

/** One request cannot bring it, and ranges cannot either. */
export function tooSlow(bytes: number): CosError {
  return new CosError('TooLarge', `One request cannot bring ${bytes} bytes within the platform's minute`, {
    hint: 'Offer a smaller version: ranges need base library 2.16.1, and an object that is not processed on its way.',
  })
}
