import { contentOf, type FileContent } from '../../test/wx/files/content'
import type { TestContent } from '../src/types/testing/content'

/** What a file holds. */
export function fileContent(content: TestContent): FileContent {
  if (typeof content === 'string' || content instanceof Uint8Array || !('bytes' in content)) return contentOf(content)
  return { size: content.size, bytes: (position, length) => new Uint8Array(content.bytes(position, length)) }
}

/** Contents by path. */
export function fileContents(contents: Readonly<Record<string, TestContent>> = {}): Record<string, FileContent> {
  return Object.fromEntries(Object.entries(contents).map(([path, content]) => [path, fileContent(content)]))
}
