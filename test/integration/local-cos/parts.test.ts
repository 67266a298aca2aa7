import { createHash } from 'node:crypto'
import { crc64, memoryStorage } from '../../../local/cos'
import { TestCos, elements, host, type Draft } from './test-cos'

let cos: TestCos
let UploadId = ''

beforeEach(async () => {
  cos = new TestCos({ minPartSize: 4 })
  UploadId = await begin('big')
})

async function begin(key: string, headers = {}): Promise<string> {
  const { text } = await cos.send({ method: 'POST', key, query: { uploads: '' }, headers })
  return elements(text, 'UploadId')[0] ?? ''
}

function part(partNumber: number | string, body: string, more: Partial<Draft> = {}) {
  const query = { partNumber: String(partNumber), uploadId: UploadId }
  return cos.send({ method: 'PUT', key: 'big', query, body, ...more })
}

function complete(parts: readonly (readonly [number, string])[], headers = {}) {
  const list = parts.map(([number, body]) => {
    return `<Part><PartNumber>${number}</PartNumber><ETag>&quot;${md5(body)}&quot;</ETag></Part>`
  })
  const body = `<CompleteMultipartUpload>${list.join('')}</CompleteMultipartUpload>`
  return cos.send({ method: 'POST', key: 'big', query: { uploadId: UploadId }, body, headers })
}

function md5(text: string): string {
  return createHash('md5').update(text).digest('hex')
}

const listParts = (query = {}) => cos.send({ key: 'big', query: { uploadId: UploadId, ...query } })
const get = () => cos.send({ key: 'big' })

describe('an upload in parts', () => {
  it('becomes one object, in the order of the numbers', async () => {
    await part(10_000, 'end')
    await part(1, 'first ')
    await part(2, 'second ')
    const answer = await complete([
      [1, 'first '],
      [2, 'second '],
      [10_000, 'end'],
    ])
    expect(answer.status).toBe(200)
    expect(answer.headers.get('x-cos-hash-crc64ecma')).toBe(crc64(Buffer.from('first second end')))
    expect(elements(answer.text, 'ETag')[0]).toMatch(/^&quot;[0-9a-f]{32}-3&quot;$/)
    expect((await get()).text).toBe('first second end')
  })

  it('returns ranges across its parts', async () => {
    await part(1, '0123')
    await part(2, '4567')
    await complete([
      [1, '0123'],
      [2, '4567'],
    ])
    expect((await cos.send({ key: 'big', headers: { Range: 'bytes=2-5' } })).text).toBe('2345')
  })

  it('shows nothing until it is complete', async () => {
    await part(1, 'first')
    expect((await get()).status).toBe(404)
    expect(elements((await cos.send({})).text, 'Key')).toEqual([])
  })

  it('keeps what it was begun with', async () => {
    UploadId = await begin('big', { 'Content-Type': 'video/mp4', 'x-cos-meta-a': '1' })
    await part(1, 'a')
    await complete([[1, 'a']])
    const { headers } = await get()
    expect([headers.get('content-type'), headers.get('x-cos-meta-a')]).toEqual(['video/mp4', '1'])
  })

  it('takes the last of a part that was sent twice', async () => {
    await part(1, 'old')
    await part(1, 'new')
    expect((await complete([[1, 'old']])).Code).toBe('InvalidPart')
    await complete([[1, 'new']])
    expect((await get()).text).toBe('new')
  })

  it('leaves out the parts that are not listed', async () => {
    await part(1, 'first')
    await part(2, 'second')
    await complete([[1, 'first']])
    expect((await get()).text).toBe('first')
  })

  it('is over once it is complete', async () => {
    await part(1, 'a')
    await complete([[1, 'a']])
    expect(await complete([[1, 'a']])).toMatchObject({ status: 404, Code: 'NoSuchUpload' })
    expect((await part(2, 'b')).Code).toBe('NoSuchUpload')
    expect((await listParts()).Code).toBe('NoSuchUpload')
  })

  it('is over once it is aborted', async () => {
    await part(1, 'a')
    const query = { uploadId: UploadId }
    expect((await cos.send({ method: 'DELETE', key: 'big', query })).status).toBe(204)
    expect((await complete([[1, 'a']])).Code).toBe('NoSuchUpload')
  })

  it('completes once where it is asked to twice at the same time', async () => {
    await part(1, 'a')
    const answers = await Promise.all([complete([[1, 'a']]), complete([[1, 'a']])])
    expect(answers.filter((answer) => answer.status === 200)).toHaveLength(1)
    expect((await get()).text).toBe('a')
  })

  it('answers for another key as if it did not exist', async () => {
    const query = { partNumber: '1', uploadId: UploadId }
    expect((await cos.send({ method: 'PUT', key: 'other', query, body: 'a' })).Code).toBe('NoSuchUpload')
  })

  it('goes on after a restart', async () => {
    const storage = memoryStorage()
    cos = new TestCos({ storage, minPartSize: 4 })
    UploadId = await begin('big')
    await part(1, 'first ')
    cos = new TestCos({ storage, minPartSize: 4 })
    await part(2, 'second')
    await complete([
      [1, 'first '],
      [2, 'second'],
    ])
    expect((await get()).text).toBe('first second')
  })

  it('is complete though the process was killed before it could clear away', async () => {
    const storage = memoryStorage()
    const killed = { ...storage, withdraw: () => Promise.reject(new Error('The process was killed.')) }
    cos = new TestCos({ storage: killed, minPartSize: 1 })
    UploadId = await begin('big')
    await part(1, 'kept')
    await part(2, 'not listed')
    expect((await complete([[1, 'kept']])).status).toBe(500)

    cos = new TestCos({ storage })
    expect((await get()).text).toBe('kept')
    expect((await listParts()).Code).toBe('NoSuchUpload')
    expect((await storage.load()).map((record) => record.name)).toEqual(['object/demo-1250000000/big'])
  })

  it('respects x-cos-forbid-overwrite when it completes', async () => {
    await cos.send({ method: 'PUT', key: 'big', body: 'before' })
    await part(1, 'a')
    expect((await complete([[1, 'a']], { 'x-cos-forbid-overwrite': 'true' })).status).toBe(409)
    expect((await get()).text).toBe('before')
    expect((await listParts()).status).toBe(200)
  })
})

describe('completing', () => {
  it.each([
    [
      'parts out of order',
      [
        [2, 'second'],
        [1, 'first'],
      ],
      'InvalidPartOrder',
    ],
    [
      'a part twice',
      [
        [1, 'first'],
        [1, 'first'],
      ],
      'InvalidPartOrder',
    ],
    [
      'a part that was never sent',
      [
        [1, 'first'],
        [3, 'third'],
      ],
      'InvalidPart',
    ],
    ['a part with another ETag', [[1, 'other']], 'InvalidPart'],
    ['no parts', [], 'MalformedXML'],
  ] as const)('with %s is refused', async (_, parts, Code) => {
    await part(1, 'first')
    await part(2, 'second')
    expect(await complete(parts)).toMatchObject({ status: 400, Code })
  })

  it('with a small part that is not the last is refused', async () => {
    await part(1, 'abc')
    await part(2, 'd')
    const parts = [
      [1, 'abc'],
      [2, 'd'],
    ] as const
    expect(await complete(parts)).toMatchObject({ status: 400, Code: 'EntityTooSmall' })
  })
})

describe('a part', () => {
  it.each(['0', '10001', 'x', '', '1.5', '-1', '0x1'])('cannot have the number %p', async (number) => {
    expect(await part(number, 'a')).toMatchObject({ status: 400, Code: 'InvalidArgument' })
  })

  it('compares Content-MD5', async () => {
    const headers = { 'Content-MD5': createHash('md5').update('other').digest('base64') }
    expect((await part(1, 'a', { headers })).Code).toBe('BadDigest')
    expect(elements((await listParts()).text, 'PartNumber')).toEqual([])
  })

  it('can be copied from an object', async () => {
    await cos.send({ method: 'PUT', key: 'source', body: '0123456789' })
    const headers = { 'x-cos-copy-source': `${host}/source`, 'x-cos-copy-source-range': 'bytes=2-5' }
    const answer = await part(1, '', { headers })
    expect(elements(answer.text, 'ETag')).toEqual([`&quot;${md5('2345')}&quot;`])
    await complete([[1, '2345']])
    expect((await get()).text).toBe('2345')
  })

  it.each(['bytes=5-2', '2-5', 'bytes=0-1,3-4', ''])('is not copied whole where its range is %j', async (range) => {
    await cos.send({ method: 'PUT', key: 'source', body: '0123456789' })
    const headers = { 'x-cos-copy-source': `${host}/source`, 'x-cos-copy-source-range': range }
    expect(await part(1, '', { headers })).toMatchObject({ status: 400, Code: 'InvalidArgument' })
  })
})

describe('listings', () => {
  it('show the parts, page by page', async () => {
    for (const number of [3, 1, 2]) await part(number, `part ${number}`)
    const first = await listParts({ 'max-parts': '2' })
    expect(elements(first.text, 'PartNumber')).toEqual(['1', '2'])
    expect(elements(first.text, 'Size')).toEqual(['6', '6'])
    expect(elements(first.text, 'NextPartNumberMarker')).toEqual(['2'])
    const second = await listParts({ 'part-number-marker': '2' })
    expect(elements(second.text, 'PartNumber')).toEqual(['3'])
    expect(elements(second.text, 'IsTruncated')).toEqual(['false'])
  })

  it('show the uploads, page by page', async () => {
    for (const key of ['a/1', 'a/2', 'b']) await begin(key)
    const first = await cos.send({ query: { uploads: '', prefix: 'a/', 'max-uploads': '1' } })
    expect(elements(first.text, 'Key')).toEqual(['a/1'])
    const [marker = ''] = elements(first.text, 'NextKeyMarker')
    const [idMarker = ''] = elements(first.text, 'NextUploadIdMarker')
    const query = { uploads: '', 'key-marker': marker, 'upload-id-marker': idMarker }
    expect(elements((await cos.send({ query })).text, 'Key')).toEqual(['a/2', 'b', 'big'])
  })

  it('fold the folders of uploads', async () => {
    for (const key of ['a/1', 'a/2']) await begin(key)
    const { text } = await cos.send({ query: { uploads: '', delimiter: '/' } })
    expect(elements(text, 'Key')).toEqual(['big'])
    expect(text).toContain('<CommonPrefixes><Prefix>a/</Prefix></CommonPrefixes>')
  })
})
