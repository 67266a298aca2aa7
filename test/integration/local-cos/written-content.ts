/** What a version of a key contains: up to 400 kB, and in every part of it says whose it is. */
export function contentOf(key: string, version: number): string {
  return `${key} version ${version}\n`.repeat(1 + ((version * 7919) % 16_000))
}
