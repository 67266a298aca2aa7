import sharp from 'sharp'
import { renderSample, samples } from '../../../local/samples'

const drawn = samples.map(({ name, draw }) => {
  const [, width = '', height = ''] = /^<svg [^>]*width="(\d+)" height="(\d+)"/.exec(draw()) ?? []
  return { name, width: Number(width), height: Number(height) }
})

describe('the sample pictures', () => {
  it('are a dozen, each its own', () => {
    expect(new Set(samples.map(({ name }) => name)).size).toBe(12)
    expect(new Set(samples.map(({ draw }) => draw())).size).toBe(12)
  })

  it('are drawn the same every time', () => {
    for (const { draw } of samples) expect(draw()).toBe(draw())
  })

  it('come upright, wide, and with twelve megapixels', () => {
    expect(drawn.some(({ width, height }) => width < height)).toBe(true)
    expect(drawn.some(({ width, height }) => width > height)).toBe(true)
    expect(drawn.some(({ width, height }) => width * height === 12_000_000)).toBe(true)
  })

  it.each(['+', '%', '#', ' ', '?', '&', '='])('have a name with "%s"', (character) => {
    expect(samples.some(({ name }) => name.includes(character))).toBe(true)
  })

  it('have a Chinese name', () => {
    expect(samples.some(({ name }) => /\p{Script=Han}/u.test(name))).toBe(true)
  })

  it.each(['png', 'webp', 'jpg'])('are what their name says, such as .%s', async (extension) => {
    const plain = `<svg xmlns="http://www.w3.org/2000/svg" width="3" height="2"><rect width="3" height="2" fill="red"/></svg>`
    const { bytes, contentType } = await renderSample({ name: `a.${extension}`, draw: () => plain })
    const format = extension === 'jpg' ? 'jpeg' : extension
    expect(contentType).toBe(`image/${format}`)
    expect(await sharp(bytes).metadata()).toMatchObject({ format, width: 3, height: 2 })
    expect(samples.some(({ name }) => name.endsWith(`.${extension}`))).toBe(true)
  })
})
