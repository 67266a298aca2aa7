import { JPEG } from './world'
import type { Exchange } from './world'

/** What is asked for, what has to work with it, and what must not although it is on the same object or folder. */
export interface Case {
  actions: readonly string[]
  name: { Key?: string; Prefix?: string }
  allowed: readonly Exchange[]
  forbidden: readonly (readonly [what: string, exchange: Exchange])[]
}

const MIB = 1024 * 1024
/** Limits that are easily reached. */
export const settings = { UPLOAD_MAX_BYTES: '100', UPLOAD_PART_MAX_BYTES: `${MIB}` }
/** The object that is written. */
export const KEY = 'OWN/a.jpg'
const GRANTS = ['read', 'write', 'read-acp', 'write-acp', 'full-control'].map((name) => `x-cos-grant-${name}`)
const VERSION = { versionId: 'MTg0NDUxNTc1NjIzMTQ1MDAwODg' }
const PAGES = ['text/html', 'text/html; charset=utf-8', 'TEXT/HTML', 'image/svg+xml', 'text/xml', 'text/javascript', '']
const PART = { partNumber: '1', uploadId: 'x' }

/** An upload in one PUT. */
export const put = (headers: Record<string, string>, body = 'x'): Exchange => ({
  method: 'PUT',
  key: KEY,
  headers,
  body,
})
const begin = (headers: Record<string, string>): Exchange => ({
  method: 'POST',
  key: KEY,
  query: { uploads: '' },
  headers,
})
/** A download. */
export const get = (query: Record<string, string>): Exchange => ({ method: 'GET', key: KEY, query })
const list = (query: Record<string, string>): Exchange => ({ method: 'GET', key: '', query })

/** What no upload may say of its object. */
const forbiddenHeaders: readonly Record<string, string>[] = [
  ...PAGES.map((type) => ({ 'content-type': type })),
  {},
  ...['public-read', 'authenticated-read', 'bucket-owner-full-control', ''].map((acl) => ({
    ...JPEG,
    'x-cos-acl': acl,
  })),
  ...GRANTS.flatMap((name) => ['id="100000000001"', ''].map((value) => ({ ...JPEG, [name]: value }))),
  ...['ARCHIVE', 'DEEP_ARCHIVE', 'STANDARD_IA', 'archive'].map((name) => ({ ...JPEG, 'x-cos-storage-class': name })),
]
const allowedHeaders = [
  JPEG,
  { ...JPEG, 'x-cos-acl': 'private' },
  { ...JPEG, 'x-cos-acl': 'default' },
  { ...JPEG, 'x-cos-storage-class': 'STANDARD' },
]
const PARTS = ['Initiate', 'Complete', 'Abort'].map((name) => `${name}MultipartUpload`)
const inWords = (value: object) => JSON.stringify(value)

/** What is granted, by what it is for. */
export const CASES = {
  read: {
    actions: ['GetObject'],
    name: { Key: KEY },
    allowed: [get({}), get({ 'response-content-type': 'image/png', 'response-content-disposition': 'attachment' })],
    forbidden: [
      ...PAGES.map((type) => [`as ${type}`, get({ 'response-content-type': type })] as const),
      ['an earlier version', get(VERSION)],
    ],
  },
  head: {
    actions: ['HeadObject'],
    name: { Key: KEY },
    allowed: [{ method: 'HEAD', key: KEY }],
    forbidden: [['an earlier version', { method: 'HEAD', key: KEY, query: VERSION }]],
  },
  list: {
    actions: ['GetBucket'],
    name: { Prefix: 'OWN/' },
    allowed: [list({ prefix: 'OWN/' }), list({ prefix: 'OWN/图 1', delimiter: '/' })],
    forbidden: ['', 'u/', 'u', 'samples/', 'OWN'].map((prefix) => [prefix, list({ prefix })] as const),
  },
  put: {
    actions: ['PutObject'],
    name: { Key: KEY },
    allowed: [...allowedHeaders.map((headers) => put(headers)), put(JPEG, 'x'.repeat(100))],
    forbidden: [
      ...forbiddenHeaders.map((headers) => [inWords(headers), put(headers)] as const),
      ['101 bytes', put(JPEG, 'x'.repeat(101))],
    ],
  },
  delete: {
    actions: ['DeleteObject'],
    name: { Key: KEY },
    allowed: [{ method: 'DELETE', key: KEY }],
    forbidden: [['for good', { method: 'DELETE', key: KEY, query: VERSION }]],
  },
  parts: {
    actions: [...PARTS, 'UploadPart', 'ListParts', 'HeadObject'],
    name: { Key: KEY },
    allowed: [
      ...allowedHeaders.map(begin),
      { method: 'PUT', key: KEY, query: PART, body: 'x'.repeat(MIB) },
      { method: 'GET', key: KEY, query: { uploadId: 'x' } },
    ],
    forbidden: [
      ...forbiddenHeaders.map((headers) => [inWords(headers), begin(headers)] as const),
      ['a part of 1 MiB and 1 byte', { method: 'PUT', key: KEY, query: PART, body: 'x'.repeat(MIB + 1) }],
      ['an earlier version', { method: 'HEAD', key: KEY, query: VERSION }],
    ],
  },
} satisfies Record<string, Case>
