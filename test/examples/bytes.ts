/** What an address leads to. @throws where it leads to a refusal */
export async function bytesAt(address: string): Promise<Uint8Array> {
  const response = await fetch(address)
  if (!response.ok) throw new Error(`a signed address answers ${response.status}`)
  return new Uint8Array(await response.arrayBuffer())
}

/** @throws where there is any difference */
export function equal(what: string, found: Uint8Array, expected: Uint8Array): void {
  if (Buffer.compare(found, expected) !== 0) {
    throw new Error(`${what} is not the photo: ${found.length} bytes, not ${expected.length} bytes, or others`)
  }
}
