import type { CosAnswer, CosClient } from '../../../server/src/cos/client'

/** A version of an object, the mark of a deletion, or an unfinished upload. */
interface Entry {
  key: string
  id: number
  isMark: boolean
}

/** How one kind of listing is written. */
interface Form {
  root: string
  idMarker: string
  tagOf: (entry: Entry) => string
}

const PAGE_SIZE = 2
const OBJECTS: Form = { root: 'ListBucketResult', idMarker: '', tagOf: () => 'Contents' }
const VERSIONS: Form = {
  root: 'ListVersionsResult',
  idMarker: 'version-id-marker',
  tagOf: ({ isMark }) => (isMark ? 'DeleteMarker' : 'Version'),
}
const UPLOADS: Form = { root: 'ListMultipartUploadsResult', idMarker: 'upload-id-marker', tagOf: () => 'Upload' }

/** A bucket with versioning, in small pages: a deletion leaves a mark, and only one that names a version deletes it. */
export class VersionedBucket {
  versions: Entry[] = []
  uploads: Entry[] = []
  /** Refused with 403, such as `GET versions`. */
  readonly refused = new Set<string>()
  private count = 0

  put(key: string): void {
    this.versions.push(this.entry(key, false))
  }

  begin(key: string): void {
    this.uploads.push(this.entry(key, false))
  }

  /** Stands for `createCosClient`. */
  readonly client: CosClient = async ({ Method, Key, Query = {} }) => {
    const parameter = ['versions', 'uploads', 'versionId', 'uploadId'].find((name) => name in Query) ?? 'objects'
    if (this.refused.has(`${Method} ${parameter}`)) return { ...answer(403, ''), code: 'AccessDenied' }
    if (Method === 'GET') return this.list(parameter, Query)
    if (parameter === 'uploadId') this.uploads = this.uploads.filter(({ id }) => String(id) !== Query.uploadId)
    else if (parameter === 'versionId') this.versions = this.versions.filter(({ id }) => String(id) !== Query.versionId)
    else this.versions.push(this.entry(Key, true))
    return answer(204, '')
  }

  private list(parameter: string, query: Readonly<Record<string, string>>): CosAnswer {
    if (parameter === 'uploads') return page(UPLOADS, this.uploads, query)
    if (parameter === 'versions') return page(VERSIONS, this.versions, query)
    const latest = new Map(this.versions.map((entry) => [entry.key, entry]))
    return page(
      OBJECTS,
      [...latest.values()].filter(({ isMark }) => !isMark),
      query,
    )
  }

  private entry(key: string, isMark: boolean): Entry {
    this.count += 1
    return { key, id: this.count, isMark }
  }
}

function page(form: Form, entries: readonly Entry[], query: Readonly<Record<string, string>>): CosAnswer {
  const keyMarker = query.marker ?? query['key-marker'] ?? ''
  const idMarker = Number(query[form.idMarker] ?? Infinity)
  const rest = entries
    .filter(({ key }) => key.startsWith(query.prefix ?? ''))
    .filter(({ key, id }) => key > keyMarker || (key === keyMarker && id > idMarker))
    .toSorted((a, b) => (a.key === b.key ? a.id - b.id : a.key < b.key ? -1 : 1))
  const shown = rest.slice(0, PAGE_SIZE)
  const next = rest.length > PAGE_SIZE ? nextOf(shown.at(-1)) : '<IsTruncated>false</IsTruncated>'
  const elements = shown.map((entry) => `<${form.tagOf(entry)}>${fieldsOf(entry)}</${form.tagOf(entry)}>`)
  return answer(200, `<${form.root}>${next}${elements.join('')}</${form.root}>`)
}

const fieldsOf = ({ key, id }: Entry) =>
  `<Key>${encodeURIComponent(key)}</Key><VersionId>${id}</VersionId><UploadId>${id}</UploadId><Size>5</Size>`

const nextOf = (last: Entry | undefined) => {
  const key = encodeURIComponent(last?.key ?? '')
  const ids = `<NextVersionIdMarker>${last?.id}</NextVersionIdMarker><NextUploadIdMarker>${last?.id}</NextUploadIdMarker>`
  return `<IsTruncated>true</IsTruncated><NextMarker>${key}</NextMarker><NextKeyMarker>${key}</NextKeyMarker>${ids}`
}

const answer = (status: number, text: string): CosAnswer => ({
  status,
  text,
  code: '',
  message: '',
  date: 0,
  crc64: '',
  lastModified: NaN,
})
