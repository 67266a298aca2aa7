import { CosError } from 'cos-miniprogram'
import { mediaType } from '../../../../local/wechat/runtime/wx/pictures'
import type { DiagnosedApp } from '../../../../miniprogram/doctor/services/app'
import type { Finding } from '../../../../miniprogram/doctor/services/finding'
import { crc64 } from '../../../../miniprogram/doctor/services/self-test/crc64'
import { startRequest, wordsOf } from '../../../../miniprogram/doctor/services/self-test/request'
import { SAMPLES } from '../../../../miniprogram/doctor/services/self-test/samples'
import { runSelfTest } from '../../../../miniprogram/doctor/services/self-test/run'
import { en } from '../../../../miniprogram/doctor/texts/en'
import { findingRow, tableText } from '../../../../miniprogram/doctor/texts/report'
import { zh } from '../../../../miniprogram/doctor/texts/zh'
import { useWx } from '../fake-wx'

const SECRET = 'https://host/a?q-signature=abc&x-cos-security-token=secret'

/** A phone on which nothing works: each function fails, quoting an address with its signature. */
function brokenPhone() {
  const fail = (options: { fail?: (failure: object) => void }) =>
    options.fail?.({ errMsg: `api:fail ${SECRET}`, errno: 7 })
  const files = Object.fromEntries(
    ['open', 'write', 'close', 'readFile', 'writeFile', 'unlink'].map((name) => [name, fail]),
  )
  return {
    env: { USER_DATA_PATH: 'wxfile://usr' },
    getDeviceInfo: () => ({ platform: 'ios', system: 'iOS 17.0', model: 'iPhone 15' }),
    getAppBaseInfo: () => ({ SDKVersion: '3.8.0', version: '8.0.50' }),
    getNetworkType: async () => ({ networkType: '5g' }),
    onNetworkStatusChange(tell: (event: object) => void) {
      tell({ isConnected: false, networkType: 'none' })
      tell({ isConnected: true, networkType: 'wifi' })
    },
    offNetworkStatusChange: () => {},
    getFileSystemManager: () => ({ ...files, writeFileSync: () => {} }),
    saveImageToPhotosAlbum: fail,
    saveVideoToPhotosAlbum: fail,
    request(options: object) {
      fail(options)
      return { abort() {}, onHeadersReceived() {} }
    },
  }
}

function appWith(cos: object): DiagnosedApp {
  return { client: async () => cos, prefix: async () => 'u/a/' } as unknown as DiagnosedApp
}

async function findingsOf(app: DiagnosedApp): Promise<Finding[]> {
  const all: Finding[] = []
  await runSelfTest(app, (findings) => all.push(...findings))
  return all
}

test('CRC64 is that of the catalogue', () => {
  expect(crc64(new TextEncoder().encode('123456789'))).toEqual([0x995dc9bb, 0xdf1939fa])
})

test('what the album is given is of the types that the table names, and takes a kilobyte at most', async () => {
  for (const { type, base64 } of SAMPLES) {
    const bytes = Buffer.from(base64, 'base64')
    expect(await mediaType(new Blob([bytes]))).toBe(type)
    expect(bytes.length).toBeLessThan(1024)
  }
  expect(SAMPLES.map(({ type }) => type)).toEqual(['jpeg', 'png', 'gif', 'webp', 'heic', 'mp4'])
})

test('the words of a failure are those of the platform, without addresses', () => {
  expect(wordsOf({ errMsg: `request:fail ${SECRET} timeout`, errno: 5 })).toBe('request:fail … timeout · errno 5')
  expect(wordsOf({ errMsg: 'request:fail abort' })).toBe('request:fail abort · errno —')
  expect(wordsOf(undefined)).toBe('no words · errno —')
})

test('a request tells its status and how long it took', async () => {
  let time = 1000
  useWx({
    request({ success }: { success: (answer: object) => void }) {
      time += 250
      success({ statusCode: 206 })
      return { abort() {}, onHeadersReceived: (tell: () => void) => tell() }
    },
  })
  const { end, headers } = startRequest({ url: 'https://host/' }, () => time)
  await headers
  expect(await end).toEqual({ status: 206, failure: '', milliseconds: 250 })
})

describe('where nothing works', () => {
  const deleted: string[] = []
  const cos = {
    presign: async () => ({ Url: SECRET, Headers: {} }),
    uploadFile: async () => {
      throw new CosError('AccessDenied', `refused ${SECRET}`, { RequestId: 'NWEx' })
    },
    headObject: async () => ({}),
    deleteObject: async ({ Key }: { Key: string }) => void deleted.push(Key),
  }
  let findings: Finding[]

  beforeEach(async () => {
    useWx(brokenPhone())
    deleted.length = 0
    findings = await findingsOf(appWith(cos))
  })

  test('each check says so, and keeps none of the others', () => {
    const values = Object.fromEntries(findings.map(({ id, value }) => [id, value]))
    expect(values).toMatchObject({
      'self.where': 'iPhone 15 · iOS 17.0 · WeChat 8.0.50 · 3.8.0',
      'self.far': 'api:fail … · errno 7',
      'self.typeGiven': 'api:fail … · errno 7',
      'self.failures': 'AccessDenied · NWEx',
      'self.album.webp': 'api:fail … · errno 7',
      'self.album.heic': 'api:fail … · errno 7',
      'self.album.mp4': 'api:fail … · errno 7',
      'self.long': 'AccessDenied · NWEx',
      'self.network': '5g · off → wifi',
    })
  })

  test('what may have been made is deleted', () => {
    expect(deleted.length).toBeGreaterThan(3)
    expect(deleted.every((key) => /^u\/a\/self-test-\w+-\w+$/.test(key))).toBe(true)
  })

  test.each([
    ['zh', zh],
    ['en', en],
  ])('the table in %s has a line each, and nothing secret', (_, t) => {
    const table = tableText(findings.map((finding) => findingRow(finding, t)))
    expect(table.split('\n')).toHaveLength(findings.length)
    expect(table).toContain('\t')
    expect(table).not.toMatch(/q-signature|security-token|secret|https?:|undefined/)
  })
})

test('where nobody can log in, the test says so at once', async () => {
  useWx(brokenPhone())
  const app = appWith({})
  app.prefix = async () => {
    throw new CosError('CredentialsFailed', 'no')
  }
  expect((await findingsOf(app)).map(({ id }) => id)).toEqual(['self.where', 'self.failed', 'self.network'])
})

test('each finding has words in both languages', () => {
  const words = (t: typeof zh) => Object.keys(t.findings).filter((id) => id.startsWith('self.'))
  expect(words(en)).toEqual(words(zh))
})
