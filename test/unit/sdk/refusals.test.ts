import { COS, type COSOptions, type PresignParams } from 'cos-miniprogram'
import { Bucket, Region } from './example'
import { errorOf, setUp } from './set-up'

const lone = '\ud800'

/** What nobody can use, and what is said of it. The types refuse some of it already; plain JavaScript gets this far. */
const wrong: [params: unknown, message: string][] = [
  [{ Key: '' }, "Key must be text that is not empty, not ''"],
  [{ Key: undefined }, 'Key must be text that is not empty, not undefined'],
  [{ Key: 7 }, 'Key must be text that is not empty, not 7'],
  [{ Key: '/' }, "Key must have no leading / and no . or .. as a segment, as '/' has"],
  [{ Key: '/a.jpg' }, "Key must have no leading / and no . or .. as a segment, as '/a.jpg' has"],
  [{ Key: '.' }, "Key must have no leading / and no . or .. as a segment, as '.' has"],
  [{ Key: 'a/../b' }, "Key must have no leading / and no . or .. as a segment, as 'a/../b' has"],
  [{ Key: 'a/..' }, "Key must have no leading / and no . or .. as a segment, as 'a/..' has"],
  [{ Key: './a' }, "Key must have no leading / and no . or .. as a segment, as './a' has"],
  [{ Key: `a${lone}` }, 'Text must be Unicode: a lone surrogate has no UTF-8'],
  [{ Key: 'a'.repeat(851) }, 'Key must have at most 850 bytes of UTF-8'],
  [{ Key: '中'.repeat(284) }, 'Key must have at most 850 bytes of UTF-8'],
  [{ Query: { a: 1, A: 2 } }, 'Query must name A once: upper and lower case are the same'],
  [{ Query: { '': 1 } }, 'Query must have no empty name'],
  [{ Query: { a: {} } }, 'Query.a must be text or a number'],
  [{ Query: { a: lone } }, 'Text must be Unicode: a lone surrogate has no UTF-8'],
  [{ Headers: { Host: 'a', host: 'b' } }, 'Headers must name host once: upper and lower case are the same'],
  [{ Query: 'a=b' }, 'Query must be an object of names and values'],
  [{ Headers: { 'x-a': 'one\r\nx-b: two' } }, 'Headers.x-a must be text of one line'],
  [{ Headers: { 'x-a': lone } }, 'Text must be Unicode: a lone surrogate has no UTF-8'],
  [{ Headers: { [lone]: 'a' } }, 'Text must be Unicode: a lone surrogate has no UTF-8'],
  [{ Bucket: 'photos' }, "Bucket must look like photos-1250000000, with its APPID, not 'photos'"],
  [{ Bucket: 'Photos-1250000000' }, "not 'Photos-1250000000'"],
  [{ Bucket: 'a.b/c-1250000000' }, "not 'a.b/c-1250000000'"],
  [{ Region: 'guangzhou' }, "Region must look like ap-guangzhou, not 'guangzhou'"],
  [{ Region: 'ap-guangzhou.evil.example' }, "not 'ap-guangzhou.evil.example'"],
  [{ Region: 'AP-Guangzhou' }, "not 'AP-Guangzhou'"],
  [{ Expires: 0 }, 'Expires must be a positive number of seconds, not 0'],
  [{ Expires: -1 }, 'Expires must be a positive number of seconds, not -1'],
  [{ Expires: Number.NaN }, 'Expires must be a positive number of seconds, not NaN'],
  [{ Expires: Infinity }, 'Expires must be a positive number of seconds, not Infinity'],
  [{ Expires: '900' }, "Expires must be a positive number of seconds, not '900'"],
  [{ Method: 'PATCH' }, "Method must be one of GET, PUT, HEAD, POST, DELETE, not 'PATCH'"],
  [{ Protocol: 'ftp:' }, "Domain must be a host, with http: or https: where that is said, not 'ftp:"],
  [{ Domain: 5 }, 'Domain must be text, not 5'],
  [{ Domain: 'a b' }, "Domain must be a host, with http: or https: where that is said, not 'https://a b'"],
  [{ Domain: 'a.example/path' }, 'Domain must be a host, with http: or https: where that is said'],
  [{ Domain: 'user:password@a.example' }, 'Domain must be a host, with http: or https: where that is said'],
  [
    { Domain: 'photos.file.myqcloud.com' },
    "Domain must not be a CDN domain, where COS signatures do not work, as 'https://photos.file.myqcloud.com' is",
  ],
  [{ Domain: 'https://{Bucket}.File.MyQcloud.com/' }, `as 'https://${Bucket}.file.myqcloud.com' is`],
  [{ Domain: 'a.example.com.cdn.dnsv1.com' }, "as 'https://a.example.com.cdn.dnsv1.com' is"],
]

describe('InvalidArgument', () => {
  it.each(wrong)('refuses %j, saying what was expected and what came', async (params, message) => {
    const given: PresignParams = { Key: 'a.jpg', ...Object(params) }
    const { cos, requests } = setUp()
    const error = await errorOf(cos.presign(given))
    expect(error).toMatchObject({ name: 'CosError', code: 'InvalidArgument', retryable: false })
    expect(error).toHaveProperty('message', expect.stringContaining(message))
    expect(error).toHaveProperty('hint', expect.stringMatching(/\S/))
    expect(() => cos.getObjectUrl(given)).toThrow(message)
    expect(requests).toEqual([])
  })

  it.each([
    'a',
    'a//b',
    'a/',
    '...',
    '.a',
    'a..b/c.',
    'a/.../b',
    'a'.repeat(850),
    '中'.repeat(283),
    '😀'.repeat(212),
    '\u0000\u007f\n',
    "!'()*",
    '%2e%2e/a',
  ])('lets the key %j pass', async (Key) => {
    await expect(setUp().cos.presign({ Key })).resolves.toHaveProperty('Url')
  })

  it('says that COS signatures do not work on CDN domains', async () => {
    const error = await errorOf(setUp().cos.presign({ Key: 'a', Domain: 'a.file.myqcloud.com' }))
    expect(error).toHaveProperty('message', expect.stringContaining('must not be a CDN domain'))
  })

  it('asks for a Bucket and a Region where neither the client nor the call names one', async () => {
    const { cos } = setUp({ Bucket: undefined, Region: undefined })
    await expect(cos.presign({ Key: 'a' })).rejects.toThrow(
      "Bucket must look like photos-1250000000, with its APPID, not ''",
    )
    await expect(cos.presign({ Key: 'a', Bucket })).rejects.toThrow("Region must look like ap-guangzhou, not ''")
    await expect(cos.presign({ Key: 'a', Bucket, Region })).resolves.toHaveProperty('Url')
  })

  it.each([
    [
      'no source of credentials',
      { Bucket, Region },
      'The client needs credentials: { url }, { getCredentials } or { signUrl }',
    ],
    [
      'an empty source',
      { credentials: {} },
      'The client needs credentials: { url }, { getCredentials } or { signUrl }',
    ],
    ['half a permanent key', { SecretId: 'AKIDEXAMPLE' }, 'SecretId and SecretKey must be text'],
    ['an empty permanent key', { SecretId: '', SecretKey: '' }, 'The client needs credentials'],
  ])('refuses %s at once', (_, options, message) => {
    expect(() => new COS(Object(options) as COSOptions)).toThrow(message)
  })
})

describe('what only the package itself may ask for', () => {
  it('cannot be smuggled in: a call for a key signs that key', async () => {
    const params = { Key: 'a.jpg', listing: { Prefix: '' }, Prefix: '', Actions: ['name/cos:DeleteObject'] }
    const { cos, requests } = setUp()
    expect((await cos.presign(params)).Url).toContain('/a.jpg?')
    expect(cos.getObjectUrl(params)).toContain('/a.jpg?')
    expect(requests).toEqual([{ Bucket, Region, Key: 'a.jpg', Actions: ['name/cos:GetObject'] }])
    await expect(cos.presign({ ...params, Key: '' })).rejects.toThrow('Key must be text that is not empty')
  })
})

it.each([0, -1, Infinity, NaN, '5000', null])('InvalidArgument refuses credentialsTimeout: %p at once', (value) => {
  const options = { Bucket, Region, credentials: { url: 'https://backend.example.com' }, credentialsTimeout: value }
  expect(() => Reflect.construct(COS, [options])).toThrow('credentialsTimeout must be a whole number from 1 to 3600000')
})
