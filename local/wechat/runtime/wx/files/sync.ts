/**
 * The bytes of a blob, at once: the functions of the file system that end in `Sync` cannot wait. A synchronous request
 * is the one way that a browser has, and it gives text only, so each character stands for a byte.
 */
export function readSync(blob: Blob): Uint8Array<ArrayBuffer> {
  const url = URL.createObjectURL(blob)
  try {
    const request = new XMLHttpRequest()
    request.open('GET', url, false)
    request.overrideMimeType('text/plain; charset=x-user-defined')
    request.send()
    return Uint8Array.from(request.responseText, (character) => character.charCodeAt(0) & 0xff)
  } finally {
    URL.revokeObjectURL(url)
  }
}
