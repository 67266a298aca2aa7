import sharp from 'sharp'
import { TestCos } from './test-cos'

const cos = new TestCos()

/** Twice as wide as high, but stored standing up, as phones do: orientation 6. */
beforeAll(async () => {
  const create = { width: 400, height: 200, channels: 3, background: 'teal' } as const
  const upright = await sharp({ create }).jpeg().toBuffer()
  const turned = await sharp({ create }).jpeg().withMetadata({ orientation: 6 }).toBuffer()
  for (const [key, body] of Object.entries({ upright, turned, text: 'no image', empty: '' })) {
    await cos.send({ method: 'PUT', key: `${key}.jpg`, body })
  }
})

async function process(key: string, operation: string) {
  const answer = await cos.send({ key: `${key}.jpg`, query: { [operation]: '' } })
  const { width, height, format } = await sharp(answer.bytes).metadata()
  return { width, height, format, contentType: answer.headers.get('content-type') }
}

describe('imageMogr2', () => {
  it.each([
    ['thumbnail/100x', { width: 100, height: 50 }],
    ['thumbnail/x100', { width: 200, height: 100 }],
    ['thumbnail/100x100', { width: 100, height: 50 }],
    ['thumbnail/100x100!', { width: 100, height: 100 }],
    ['thumbnail/!100x100r', { width: 200, height: 100 }],
    ['thumbnail/!50p', { width: 200, height: 100 }],
    ['thumbnail/800x>', { width: 400, height: 200 }],
    ['thumbnail/5000@', { width: 100, height: 50 }],
    ['format/webp', { format: 'webp', contentType: 'image/webp' }],
    ['format/png/thumbnail/100x/', { format: 'png', width: 100, contentType: 'image/png' }],
    ['quality/50', { format: 'jpeg', contentType: 'image/jpeg' }],
  ])('%s', async (operation, made) => {
    expect(await process('upright', `imageMogr2/${operation}`)).toMatchObject(made)
  })

  it('turns a photo the way it was taken', async () => {
    expect(await process('turned', 'imageMogr2/auto-orient')).toMatchObject({ width: 200, height: 400 })
  })

  it('makes a smaller file of less quality', async () => {
    const sizes = ['5', '95'].map(async (quality) => {
      const { bytes } = await cos.send({ key: 'upright.jpg', query: { [`imageMogr2/quality/${quality}`]: '' } })
      return bytes.length
    })
    const [low = 0, high = 0] = await Promise.all(sizes)
    expect(low).toBeLessThan(high)
  })

  it.each(['imageMogr2/thumbnail/0x', 'imageMogr2/format/exe', 'imageMogr2/explode/1', 'imageMogr2/thumbnail/10000x'])(
    'refuses %s',
    async (operation) => {
      const answer = await cos.send({ key: 'upright.jpg', query: { [operation]: '' } })
      expect(answer).toMatchObject({ status: 400, Code: 'InvalidArgument' })
    },
  )

  it.each(['text.jpg', 'empty.jpg'])('refuses %s, which is no image', async (key) => {
    const answer = await cos.send({ key, query: { 'imageMogr2/thumbnail/10x': '' } })
    expect(answer).toMatchObject({ status: 400, Code: 'InvalidImageFormat' })
  })

  it('has to be signed', async () => {
    const target = cos.presign({ key: 'upright.jpg' })
    expect((await cos.raw({ target: `${target}&imageMogr2%2Fthumbnail%2F10x` })).status).toBe(403)
  })
})

describe('imageInfo', () => {
  it('tells format and size, as text', async () => {
    const answer = await cos.send({ key: 'upright.jpg', query: { imageInfo: '' } })
    expect(JSON.parse(answer.text)).toMatchObject({ format: 'jpeg', width: '400', height: '200' })
    expect(answer.headers.get('content-type')).toBe('application/json')
  })
})
