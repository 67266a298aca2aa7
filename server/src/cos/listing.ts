import type { CosAnswer, CosClient } from './client'
import { childrenOf, elementsOf, textAt } from './xml'

/** An object, as a listing has it. */
export interface ListedObject {
  Key: string
  /** Bytes. */
  Size: number
  LastModified: string
}

/** One version of an object, or the mark that a deletion has left. */
export interface ListedVersion {
  Key: string
  VersionId: string
}

/** An upload in parts that was neither completed nor aborted. */
export interface ListedUpload {
  Key: string
  UploadId: string
}

/** COS refused a listing. */
export class ListingRefused extends Error {
  override readonly name = 'ListingRefused'
  constructor(
    what: string,
    readonly answer: Pick<CosAnswer, 'status' | 'code'>,
  ) {
    super(`COS refuses to list ${what}: ${answer.status} ${answer.code}`)
  }
}

/** A kind of listing: what is asked for, and where its pages have what. */
interface Kind<Item> {
  what: string
  parameter?: string
  root: string
  elements: readonly string[]
  itemFrom: (element: unknown) => Item
  /** The parameters that ask for the next page, by the elements that say them. */
  next: Readonly<Record<string, string>>
}

const OBJECTS: Kind<ListedObject> = {
  what: 'objects',
  root: 'ListBucketResult',
  elements: ['Contents'],
  itemFrom: (element) => ({
    Key: keyOf(element),
    Size: Number(textAt(element, 'Size')),
    LastModified: textAt(element, 'LastModified'),
  }),
  next: { marker: 'NextMarker' },
}

const VERSIONS: Kind<ListedVersion> = {
  what: 'versions',
  parameter: 'versions',
  root: 'ListVersionsResult',
  elements: ['Version', 'DeleteMarker'],
  itemFrom: (element) => ({ Key: keyOf(element), VersionId: textAt(element, 'VersionId') }),
  next: { 'key-marker': 'NextKeyMarker', 'version-id-marker': 'NextVersionIdMarker' },
}

const UPLOADS: Kind<ListedUpload> = {
  what: 'unfinished uploads',
  parameter: 'uploads',
  root: 'ListMultipartUploadsResult',
  elements: ['Upload'],
  itemFrom: (element) => ({ Key: keyOf(element), UploadId: textAt(element, 'UploadId') }),
  next: { 'key-marker': 'NextKeyMarker', 'upload-id-marker': 'NextUploadIdMarker' },
}

/** All objects below a prefix, page by page. @throws ListingRefused */
export const listObjects = (cos: CosClient, prefix: string) => list(cos, prefix, OBJECTS)

/** All versions of all objects below a prefix, page by page. @throws ListingRefused */
export const listVersions = (cos: CosClient, prefix: string) => list(cos, prefix, VERSIONS)

/** All unfinished uploads below a prefix, page by page. @throws ListingRefused */
export const listUploads = (cos: CosClient, prefix: string) => list(cos, prefix, UPLOADS)

async function* list<Item>(cos: CosClient, prefix: string, kind: Kind<Item>): AsyncGenerator<Item> {
  const asked = kind.parameter === undefined ? {} : { [kind.parameter]: '' }
  let position: Record<string, string> | undefined = {}
  while (position !== undefined) {
    // Encoded, since XML has no way to write every character that a key may have.
    const Query: Record<string, string> = { ...asked, prefix, 'encoding-type': 'url', ...position }
    const answer = await cos({ Method: 'GET', Key: '', Query })
    const page = elementsOf(answer.text, kind.root)
    if (answer.status !== 200 || page === undefined) throw new ListingRefused(kind.what, answer)
    for (const name of kind.elements) yield* childrenOf(page, name).map(kind.itemFrom)
    position = nextPosition(page, kind)
  }
}

function nextPosition(page: unknown, { what, next }: Kind<unknown>): Record<string, string> | undefined {
  if (textAt(page, 'IsTruncated') !== 'true') return undefined
  const pairs = Object.entries(next).map(([parameter, element]) => [parameter, decoded(textAt(page, element))] as const)
  // Without it the next page would be the first again, for ever.
  if (pairs[0]?.[1] === '') throw new ListingRefused(what, { status: 200, code: 'NoNextMarker' })
  return Object.fromEntries(pairs)
}

const keyOf = (element: unknown) => decoded(textAt(element, 'Key'))

/** What is no encoding is taken as it is. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
