import { COS, type COSOptions, type PresignParams } from 'cos-miniprogram'
import { Bucket, Region } from './example'
import { errorOf, setUp } from './set-up'

const lone = '\ud800'

/** What nobody can use, and what is said of it. The types refuse some of it already; plain JavaScript gets this far. */
const wrong: [params: unknown, message: string][] = [
  [{ Key: '' }, "Key must be 1 to 850 bytes, no leading /, no . or .. segments, not ''"],
  [{ Key: undefined }, 'Key must be 1 to 850 bytes, no leading /, no . or .. segments, not undefined'],
  [{ Key: 7 }, 'Key must be 1 to 850 bytes, no leading /, no . or .. segments, not 7'],
  [{ Key: '/' }, "Key must be 1 to 850 bytes, no leading /, no . or .. segments, not '/'"],
  [{ Key: '/a.jpg' }, "Key must be 1 to 850 bytes, no leading /, no . or .. segments, not '/a.jpg'"],
  [{ Key: '.' }, "Key must be 1 to 850 bytes, no leading /, no . or .. segments, not '.'"],
  [{ Key: 'a/../b' }, "Key must be 1 to 850 bytes, no leading /, no . or .. segments, not 'a/../b'"],
  [{ Key: 'a/..' }, "Key must be 1 to 850 bytes, no leading /, no . or .. segments, not 'a/..'"],
  [{ Key: './a' }, "Key must be 1 to 850 bytes, no leading /, no . or .. segments, not './a'"],
  [{ Key: `a${lone}` }, "Text must be Unicode, not 'a lone surrogate'"],
  [{ Key: 'a'.repeat(851) }, 'Key must be 1 to 850 bytes'],
  [{ Key: '中'.repeat(284) }, 'Key must be 1 to 850 bytes'],
  [
    { Query: { a: 1, A: 2 } },
    "Query must have names that differ, whatever their case, with a number or text of one line, not 'A'",
  ],
  [
    { Query: { '': 1 } },
    "Query must have names that differ, whatever their case, with a number or text of one line, not ''",
  ],
  [
    { Query: { a: {} } },
    "Query must have names that differ, whatever their case, with a number or text of one line, not 'a'",
  ],
  [{ Query: { a: lone } }, "Text must be Unicode, not 'a lone surrogate'"],
  [
    { Headers: { Host: 'a', host: 'b' } },
    "Headers must have names that differ, whatever their case, with a number or text of one line, not 'host'",
  ],
  [{ Query: 'a=b' }, "with a number or text of one line, not 'a=b'"],
  [{ Headers: { 'x-a': 'one\r\nx-b: two' } }, "with a number or text of one line, not 'x-a'"],
  [{ Headers: { 'x-a': lone } }, "Text must be Unicode, not 'a lone surrogate'"],
  [{ Headers: { [lone]: 'a' } }, "Text must be Unicode, not 'a lone surrogate'"],
  [
    { Bucket: 'photos' },
    "Bucket and Region must look like photos-1250000000 in ap-guangzhou, not 'photos in ap-guangzhou'",
  ],
  [{ Bucket: 'Photos-1250000000' }, "not 'Photos-1250000000 in"],
  [{ Bucket: 'a.b/c-1250000000' }, "not 'a.b/c-1250000000 in"],
  [
    { Region: 'guangzhou' },
    "Bucket and Region must look like photos-1250000000 in ap-guangzhou, not 'photos-1250000000 in guangzhou'",
  ],
  [{ Region: 'ap-guangzhou.evil.example' }, "in ap-guangzhou.evil.example'"],
  [{ Region: 'AP-Guangzhou' }, "in AP-Guangzhou'"],
  [{ Expires: 0 }, 'Expires must be a positive number of seconds, not 0'],
  [{ Expires: -1 }, 'Expires must be a positive number of seconds, not -1'],
  [{ Expires: Number.NaN }, 'Expires must be a positive number of seconds, not NaN'],
  [{ Expires: Infinity }, 'Expires must be a positive number of seconds, not Infinity'],
  [{ Expires: '900' }, "Expires must be a positive number of seconds, not '900'"],
  [{ Method: 'PATCH' }, "Method must be one of GET,PUT,HEAD,POST,DELETE, not 'PATCH'"],
  [
    { Protocol: 'ftp:' },
    "Domain must be a host with http or https, and no CDN: COS signatures do not work there, not 'ftp:",
  ],
  [
    { Domain: 'a b' },
    "Domain must be a host with http or https, and no CDN: COS signatures do not work there, not 'https://a b'",
  ],
  [
    { Domain: 'a.example/path' },
    'Domain must be a host with http or https, and no CDN: COS signatures do not work there',
  ],
  [
    { Domain: 'user:password@a.example' },
    'Domain must be a host with http or https, and no CDN: COS signatures do not work there',
  ],
  [
    { Domain: 'photos.file.myqcloud.com' },
    "Domain must be a host with http or https, and no CDN: COS signatures do not work there, not 'https://photos.file.myqcloud.com'",
  ],
  [{ Domain: 'https://{Bucket}.File.MyQcloud.com/' }, `not 'https://${Bucket}.file.myqcloud.com'`],
  [{ Domain: 'a.example.com.cdn.dnsv1.com' }, "not 'https://a.example.com.cdn.dnsv1.com'"],
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
    expect(error).toHaveProperty('hint', expect.stringContaining('no CDN'))
  })

  it('asks for a Bucket and a Region where neither the client nor the call names one', async () => {
    const { cos } = setUp({ Bucket: undefined, Region: undefined })
    await expect(cos.presign({ Key: 'a' })).rejects.toThrow("not ' in '")
    await expect(cos.presign({ Key: 'a', Bucket })).rejects.toThrow(`not '${Bucket} in '`)
    await expect(cos.presign({ Key: 'a', Bucket, Region })).resolves.toHaveProperty('Url')
  })

  it.each([
    ['no source of credentials', { Bucket, Region }, 'credentials, getAuthorization, or SecretId and SecretKey'],
    ['an empty source', { credentials: {} }, 'credentials, getAuthorization, or SecretId and SecretKey'],
    ['half a permanent key', { SecretId: 'AKIDEXAMPLE' }, 'SecretId and SecretKey must be text'],
    ['an empty permanent key', { SecretId: '', SecretKey: '' }, 'SecretId and SecretKey must be text'],
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
    await expect(cos.presign({ ...params, Key: '' })).rejects.toThrow('Key must be 1 to 850 bytes')
  })
})
