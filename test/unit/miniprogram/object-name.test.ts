import fc from 'fast-check'
import {
  contentTypeOf,
  displayName,
  folderName,
  folderPrefix,
  isForAlbum,
  isImage,
  mediaKind,
  objectKey,
  photoName,
  uploadTime,
} from '../../../miniprogram/services/object-name'

const now = Date.UTC(2026, 0, 31, 12)
const half = () => 0.5
const anyName = fc.string({ unit: 'binary', maxLength: 200 })

test.each([
  ['夏天的海.jpg', '夏天的海.jpg'],
  ['100% a+b #1.png', '100% a+b #1.png'],
  ['a/b\\c.jpg', 'a_b_c.jpg'],
  ['tab\tnul\0.jpg', 'tab_nul_.jpg'],
  ['half \ud83d a pair.jpg', 'half _ a pair.jpg'],
  ['..', 'file'],
  ['', 'file'],
  [`${'长'.repeat(100)}.jpeg`, `${'长'.repeat(75)}.jpeg`],
])('the file %j keeps its name as %j', (fileName, shown) => {
  expect(displayName(objectKey('u/a/', fileName, now, half))).toBe(shown)
})

test('any name makes a key that COS takes: one segment below the prefix, in UTF-8, short enough', () => {
  fc.assert(
    fc.property(anyName, (fileName) => {
      const key = objectKey('u/a/', fileName, now, half)
      const name = key.slice('u/a/'.length)
      expect(key.startsWith('u/a/')).toBe(true)
      expect(name).toMatch(/^[^/\p{Cc}\p{Cs}]+$/u)
      expect(Buffer.byteLength(key)).toBeLessThanOrEqual(850)
      expect(decodeURIComponent(encodeURIComponent(key))).toBe(key)
    }),
  )
})

test('a later upload is listed first, since COS sorts by key', () => {
  fc.assert(
    fc.property(fc.nat(1e12), fc.integer({ min: 1, max: 1e12 }), (time, later) => {
      const earlierKey = objectKey('u/a/', 'a.jpg', time, half)
      expect(objectKey('u/a/', 'z.jpg', time + later, half) < earlierKey).toBe(true)
    }),
  )
})

test('two uploads of the same file in the same millisecond have different keys', () => {
  expect(objectKey('u/a/', 'a.jpg', now, () => 0.1)).not.toBe(objectKey('u/a/', 'a.jpg', now, () => 0.2))
})

test('a key that the app did not make is shown by its last segment', () => {
  expect(displayName('samples/山与海.jpg')).toBe('山与海.jpg')
})

test('a photo without a name is called after the moment it was chosen, with the extension of its type', () => {
  const chosenAt = new Date(2026, 0, 31, 9, 5, 7)
  expect(photoName(chosenAt, 0, 'png')).toBe('IMG_20260131_090507_1.png')
  expect(photoName(chosenAt, 1, 'unknown')).toBe('IMG_20260131_090507_2.jpg')
})

test('pictures are told from other files by their extension', () => {
  expect(['a.JPG', 'b.webp', 'c.pdf', 'png'].map(isImage)).toEqual([true, true, false, false])
})

test.each(['a.jpg', 'A.JPEG', '照片.heic', 'b.mov', 'c.pdf'])('%j goes as what it is', (fileName) => {
  expect(contentTypeOf(fileName)).toBeUndefined()
})

test.each(['notes.txt', 'page.html', 'drawing.svg', 'table.xlsx', 'no extension', 'a.jpg.zip'])(
  '%j, which the backend would refuse as what it is, goes as plain bytes',
  (fileName) => {
    expect(contentTypeOf(fileName)).toBe('application/octet-stream')
  },
)

test('the time at which a file was uploaded can be read from its key, wherever it was moved', () => {
  expect(uploadTime(objectKey('u/a/', 'b.jpg', 1_700_000_000_000, () => 0.5))).toBe(1_700_000_000_000)
  expect(uploadTime(objectKey('u/a/-x/', 'b-c.jpg', 5, () => 0))).toBe(5)
  expect(uploadTime('samples/aurora.jpg')).toBeUndefined()
})

test('folders sort before photos, and show their names', () => {
  const photo = objectKey('u/a/', 'b.jpg', Date.UTC(2050, 0), () => 0)
  expect(folderPrefix('u/a/', '旅行') < photo).toBe(true)
  expect(folderName(folderPrefix('u/a/', '旅行'))).toBe('旅行')
  expect(['u/a/docs/', 'u/a/-/', 'u/a/--x/'].map(folderName)).toEqual(['docs', '-', '-x'])
})

test('a name has no wildcard, which no policy would take', () => {
  expect(displayName(objectKey('u/a/', 'what? a*b.jpg', 0, () => 0))).toBe('what_ a_b.jpg')
})

test('what an object is shown as goes by its name', () => {
  expect(['a.HEIC', 'b.MP4', 'c.webm', 'd.pdf', 'mp4'].map(mediaKind)).toEqual([
    'photo',
    'video',
    'video',
    'file',
    'file',
  ])
})

test('the album takes pictures, and of videos the types that phones film', () => {
  expect(['a.heic', 'b.mov', 'c.mp4', 'd.webm', 'e.pdf'].map(isForAlbum)).toEqual([true, true, true, false, false])
})
