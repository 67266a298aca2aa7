import type { PresignParams } from 'cos-miniprogram'
import { Bucket, HOST, SecretKey } from './example'
import { expectedOf, readUrl } from './reference-signature'
import { setUpPermanent } from './set-up'

type Where = Pick<PresignParams, 'Domain' | 'Protocol' | 'Headers'>

const presign = (where: Where, options = {}) => setUpPermanent(options).presign({ Key: 'a.jpg', ...where })

describe('the address', () => {
  it.each<[Where, string]>([
    [{}, `https://${HOST}`],
    [{ Protocol: 'http:' }, `http://${HOST}`],
    [{ Domain: 'img.example.com' }, 'https://img.example.com'],
    [{ Domain: '' }, `https://${HOST}`],
    [{ Domain: '{Bucket}.img.example.com' }, `https://${Bucket}.img.example.com`],
    [{ Domain: '{Bucket}.{Region}.example.com' }, `https://${Bucket}.ap-guangzhou.example.com`],
    [{ Domain: '{{Bucket}}.{{AppId}}.{{Region}}.example' }, `https://photos.1250000000.ap-guangzhou.example`],
    [{ Domain: '{BucketName}.{AppId}.example' }, 'https://photos.1250000000.example'],
    [{ Domain: 'http://img.example.com' }, 'http://img.example.com'],
    [{ Domain: 'http://img.example.com', Protocol: 'https:' }, 'http://img.example.com'],
    [{ Domain: 'img.example.com', Protocol: 'http:' }, 'http://img.example.com'],
    [{ Domain: 'HTTPS://IMG.Example.COM/' }, 'https://img.example.com'],
    [{ Domain: 'img.example.com:8443' }, 'https://img.example.com:8443'],
    [{ Domain: 'img.example.com:443' }, 'https://img.example.com'],
    [{ Domain: 'https://img.example.com:443/' }, 'https://img.example.com'],
    [{ Domain: 'http://img.example.com:80' }, 'http://img.example.com'],
    [{ Domain: 'http://img.example.com:443' }, 'http://img.example.com:443'],
    [{ Domain: 'img.example.com:80' }, 'https://img.example.com:80'],
    [{ Domain: 'http://127.0.0.1:5182' }, 'http://127.0.0.1:5182'],
  ])('for %j is %s, and its host is signed as it goes over the wire', async (where, origin) => {
    const signed = await presign(where)
    expect(readUrl(signed.Url)).toMatchObject({ origin, ...expectedOf(signed, SecretKey) })
  })

  it('comes from the client, unless the call names another', async () => {
    const options = { Domain: 'img.example.com', Protocol: 'http:' }
    expect(readUrl((await presign({}, options)).Url).origin).toBe('http://img.example.com')
    expect(readUrl((await presign({ Domain: 'b.example.com', Protocol: 'https:' }, options)).Url).origin).toBe(
      'https://b.example.com',
    )
  })

  it('is the global acceleration domain for UseAccelerate, unless a Domain is given', async () => {
    const options = { UseAccelerate: true }
    const signed = await presign({}, options)
    const origin = `https://${Bucket}.cos.accelerate.myqcloud.com`
    expect(readUrl(signed.Url)).toMatchObject({ origin, ...expectedOf(signed, SecretKey) })
    expect(readUrl((await presign({ Domain: 'b.example.com' }, options)).Url).origin).toBe('https://b.example.com')
  })
})

describe('a host that the caller gives', () => {
  it('is signed in place of our own, and not handed back', async () => {
    const Headers = { Host: 'origin.example.com', 'x-cos-acl': 'private' }
    const signed = await presign({ Headers })
    const own = readUrl(signed.Url)
    expect(signed.Headers).toEqual({ 'x-cos-acl': 'private' })
    expect(own.origin).toBe(`https://${HOST}`)
    const elsewhere = { ...signed, Url: signed.Url.replace(HOST, 'origin.example.com') }
    expect(own).toMatchObject(expectedOf(elsewhere, SecretKey))
  })
})
