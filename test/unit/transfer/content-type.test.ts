import { openBody } from '../../../sdk/src/transfer/content'
import { missingExtension, typeOfBytes, typeOfName } from '../../../sdk/src/transfer/content-type'

describe('the type of a file', () => {
  it.each([
    ['photo.JPG', 'image/jpeg'],
    ['wxfile://tmp_abc.mp4', 'video/mp4'],
    ['archive.tar.gz', 'application/gzip'],
    ['page.html', 'text/html'],
    ['noextension', undefined],
    ['folder.d/file', undefined],
    ['strange.xyz', undefined],
  ])('of the name %s is %s', (name, type) => {
    expect(typeOfName(name)).toBe(type)
  })

  it.each([
    ['\xff\xd8\xff\xe0', 'image/jpeg'],
    ['\x89PNG\r\n\x1a\n', 'image/png'],
    ['GIF89a', 'image/gif'],
    ['RIFF\0\0\0\0WEBPVP8 ', 'image/webp'],
    ['RIFF\0\0\0\0WAVEfmt ', 'audio/wav'],
    ['\0\0\0\x18ftypmp42', 'video/mp4'],
    ['\0\0\0\x14ftypqt  ', 'video/quicktime'],
    ['\0\0\0\x18ftypheic', 'image/heic'],
    ['\0\0\0\x18ftypM4A ', 'audio/mp4'],
    ['%PDF-1.7', 'application/pdf'],
    ['PK\x03\x04', 'application/zip'],
    ['hello', undefined],
    ['', undefined],
  ])('that begins with %j is %s', async (first, type) => {
    expect(await typeOfBytes(openBody(new Uint8Array(Buffer.from(first, 'latin1')).buffer))).toBe(type)
  })
})

describe('the extension that a path lacks', () => {
  it.each([
    ['tmp_1', 'image/gif', '.gif'],
    ['tmp_1.JPEG', 'image/jpeg', undefined],
    ['tmp_1.png', 'image/jpeg', '.jpg'],
    ['tmp_1', 'text/plain; charset=utf-8', '.txt'],
    ['tmp_1', 'application/x-unheard-of', undefined],
  ])('of %s with the type %j is %s', (path, type, extension) => {
    expect(missingExtension(path, type)).toBe(extension)
  })
})
