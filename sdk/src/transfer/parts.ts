/** What is transferred in parts. */
export interface Parts {
  /** Bytes: of all, and of each part but the last. */
  readonly size: number
  readonly partSize: number
}

/** The numbers of all parts, in order, from 1. */
export function partNumbers({ size, partSize }: Parts): number[] {
  return Array.from({ length: Math.ceil(size / partSize) }, (_, index) => index + 1)
}

/** Where a part begins. */
export function partStart({ partSize }: Parts, number: number): number {
  return (number - 1) * partSize
}

/** Bytes of a part. */
export function partLength(parts: Parts, number: number): number {
  return Math.min(parts.partSize, parts.size - partStart(parts, number))
}
