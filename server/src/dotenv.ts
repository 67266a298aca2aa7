import { readFileSync } from 'node:fs'
import { parseEnv } from 'node:util'

/**
 * The variables of a `.env` file; none where there is no such file. The byte order mark that editors on Windows write is
 * read as what it is: with it, the first name would be another one.
 * @throws where the file is there and cannot be read
 */
export function readDotenv(path: string): Record<string, string | undefined> {
  try {
    return parseEnv(decode(readFileSync(path)))
  } catch (error) {
    const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined
    if (code === 'ENOENT') return {}
    throw new Error(`${path} cannot be read: ${String(code)}`, { cause: error })
  }
}

function decode(bytes: Buffer): string {
  const [first, second] = bytes
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  return new TextDecoder('utf-8').decode(bytes)
}
