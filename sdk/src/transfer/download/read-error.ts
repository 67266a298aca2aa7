import { decodeUtf8 } from '../../signature/encoding'
import { readText, type Content } from '../content'

/** Nobody reads more of an error. */
const MAX_ERROR_BYTES = 10_000

/** What COS says in a refusal that came as bytes; empty where it cannot be read: the status decides. */
export async function readError(content: Content | Promise<Content>): Promise<string> {
  try {
    return decodeUtf8(await readText(await content, MAX_ERROR_BYTES))
  } catch {
    return ''
  }
}
