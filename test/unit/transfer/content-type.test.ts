import { missingExtension, typeOfBytes, typeOfName } from '../../../sdk/src/transfer/content-type'

const bytes = (text: string) => new Uint8Array(Buffer.from(text, 'latin1')).buffer

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
  ])('that begins with %j is %s', (first, type) => {
    expect(typeOfBytes(bytes(first))).toBe(type)
  })
})

describe('the extension that a path lacks', () => {
  it.each([
    ['tmp_1', 'GIF89a', '', '.gif'],
    ['tmp_1.jpeg', '\xff\xd8\xff', '', undefined],
    ['tmp_1.png', '\xff\xd8\xff', 'image/png', '.jpg'],
    ['tmp_1', 'hello', 'text/plain; charset=utf-8', '.txt'],
    ['tmp_1', 'hello', 'application/x-unheard-of', undefined],
  ])('of %s with %j and the type %j is %s', (path, first, type, extension) => {
    expect(missingExtension(path, bytes(first), type)).toBe(extension)
  })
})
