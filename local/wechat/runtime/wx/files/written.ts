const BLOCK_SIZE = 1024 * 1024
const BLOCK = new Blob([new Uint8Array(BLOCK_SIZE)])

/** A blob with other bytes from `position` on; what lies between its end and these is zeros. Copies no content. */
export function written(blob: Blob, bytes: Uint8Array<ArrayBuffer>, position: number): Blob {
  const before = resized(blob, position)
  return new Blob([before, bytes, blob.slice(position + bytes.length)])
}

/** A blob cut off, or filled up with zeros. Copies no content. */
export function resized(blob: Blob, size: number): Blob {
  return size <= blob.size ? blob.slice(0, size) : new Blob([blob, ...zeros(size - blob.size)])
}

// Of few blobs that are used many times: the zeros of a large file take no memory.
function zeros(size: number): Blob[] {
  const blocks = Array.from({ length: Math.floor(size / BLOCK_SIZE) }, () => BLOCK)
  return [...blocks, BLOCK.slice(0, size % BLOCK_SIZE)]
}
