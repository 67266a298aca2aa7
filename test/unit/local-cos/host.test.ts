import { isCosHost, readHost } from '../../../local/cos/message/host'

const bucket = 'demo-1250000000'

describe('readHost', () => {
  it.each([
    [`${bucket}.cos.ap-guangzhou.myqcloud.com`, 'ap-guangzhou'],
    [`${bucket}.cos.ap-guangzhou.myqcloud.com:5182`, 'ap-guangzhou'],
    [`Demo-1250000000.COS.ap-guangzhou.MyQcloud.com`, 'ap-guangzhou'],
    [`${bucket}.cos.na-siliconvalley.tencentcos.cn`, 'na-siliconvalley'],
    [`${bucket}.cos-internal.ap-guangzhou.tencentcos.cn`, 'ap-guangzhou'],
    [`${bucket}.cos.ap-guangzhou.localhost:5182`, 'ap-guangzhou'],
  ])('finds bucket and region in %s', (host, region) => {
    expect(readHost(host)).toEqual({ kind: 'bucket', bucket, region })
  })

  it('finds no region in the name for global acceleration', () => {
    expect(readHost(`${bucket}.cos.accelerate.myqcloud.com`)).toEqual({ kind: 'bucket', bucket })
  })

  it('tells the lists of buckets', () => {
    expect(readHost('service.cos.myqcloud.com')).toEqual({ kind: 'service' })
    expect(readHost('cos.ap-guangzhou.myqcloud.com')).toEqual({ kind: 'service', region: 'ap-guangzhou' })
  })

  it.each(
    [`${bucket}.cos-website.ap-guangzhou.myqcloud.com`, `${bucket}.pic.ap-guangzhou.myqcloud.com`].concat([
      'ci.ap-guangzhou.myqcloud.com',
      `${bucket}.file.myqcloud.com`,
      'myqcloud.com.myqcloud.com',
    ]),
  )('takes %s for something else of Tencent', (host) => {
    expect(readHost(host)).toEqual({ kind: 'other' })
  })

  it.each([
    '',
    '127.0.0.1:5182',
    'localhost',
    'files.example.com',
    `${bucket}.cos.ap-guangzhou.myqcloud.com.evil.example`,
  ])('knows nothing of %p', (host) => {
    expect(readHost(host)).toBeUndefined()
    expect(isCosHost(host)).toBe(false)
  })
})
