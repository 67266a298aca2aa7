import { EMPTY_FORM, parseHeaders, presignParams } from '../../../../miniprogram/link/services/link-form'

const form = { ...EMPTY_FORM, key: 'u/a/sea.jpg' }

test('a form becomes the parameters of presign', () => {
  const full = {
    ...form,
    preset: 'small',
    headers: 'Content-Type: image/png',
    downloadName: '海.jpg',
    stable: true,
  }
  expect(presignParams(full)).toEqual({
    params: {
      Key: 'u/a/sea.jpg',
      Method: 'GET',
      Expires: 900,
      stable: true,
      Query: { 'imageMogr2/thumbnail/300x': '' },
      Headers: { 'Content-Type': 'image/png' },
      downloadName: '海.jpg',
    },
  })
})

test('image processing and a name for downloads belong to GET alone', () => {
  const put = { ...form, method: 'PUT' as const, preset: 'small', downloadName: '海.jpg' }
  expect(presignParams(put)).toEqual({ params: { Key: 'u/a/sea.jpg', Method: 'PUT', Expires: 900, stable: false } })
})

test.each([
  ['key', { key: ' ' }],
  ['expires', { expires: '' }],
  ['expires', { expires: '0' }],
  ['expires', { expires: '1.5' }],
  ['expires', { expires: 'soon' }],
  ['headers', { headers: 'no colon' }],
])('the form says that %s is wrong in %j', (problem, change) => {
  expect(presignParams({ ...form, ...change })).toEqual({ problem })
})

test('headers are read line by line; a value may hold a colon', () => {
  expect(parseHeaders(' x-cos-acl : private \n\nReferer: https://example.com/\n')).toEqual({
    'x-cos-acl': 'private',
    Referer: 'https://example.com/',
  })
})
