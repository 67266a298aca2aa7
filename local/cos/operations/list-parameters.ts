import type { Call } from '../call'
import { urlEncodePath } from '../message/encode'
import { invalidArgument } from '../message/rejection'

/** What the listings of objects and of uploads have in common. */
export interface Listing {
  prefix: string
  delimiter: string
  encodingType: 'url' | undefined
  /** How keys are written: as they are, or percent-encoded, since XML lacks some characters. */
  encode: (text: string) => string
}

/** @throws {Rejection} `InvalidArgument` */
export function readListing({ target }: Call): Listing {
  const encodingType = target.parameters.get('encoding-type') || undefined
  if (encodingType !== undefined && encodingType !== 'url') throw invalidArgument('encoding-type must be url.')
  return {
    prefix: target.parameters.get('prefix') ?? '',
    delimiter: target.parameters.get('delimiter') ?? '',
    encodingType,
    encode: encodingType === 'url' ? urlEncodePath : (text) => text,
  }
}

/** Whom objects belong to. */
export function ownerOf({ bucket }: Call): { ID: string; DisplayName: string } {
  const appId = bucket.slice(bucket.lastIndexOf('-') + 1)
  return { ID: appId, DisplayName: appId }
}

/** A number in a parameter: `fallback` where it is missing. @throws {Rejection} `InvalidArgument` */
export function countParameter(text: string | undefined, name: string, fallback: number, max: number): number {
  if (text === undefined || text === '') return fallback
  if (!/^\d{1,9}$/.test(text)) throw invalidArgument(`${name} must be a number.`)
  return Math.min(Number(text), max)
}
