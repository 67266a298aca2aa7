import { fieldOf, takeApart } from '../../../../miniprogram/link/services/url-parts'

const url =
  'https://photos-1250000000.cos.ap-guangzhou.myqcloud.com/u/a/%E6%B5%B7%20%2B.jpg?imageMogr2%2Fthumbnail%2F300x=' +
  '&q-sign-algorithm=sha1&q-sign-time=1%3B2&q-url-param-list=imagemogr2%252fthumbnail%252f300x&x-cos-security-token=a%2Fb'

test('a signed URL is taken apart into what is asked, what signs it, and the token', () => {
  expect(takeApart(url)).toEqual({
    origin: 'https://photos-1250000000.cos.ap-guangzhou.myqcloud.com',
    key: 'u/a/海 +.jpg',
    query: [{ name: 'imageMogr2/thumbnail/300x', value: '' }],
    signature: [
      { name: 'q-sign-algorithm', value: 'sha1' },
      { name: 'q-sign-time', value: '1;2' },
      { name: 'q-url-param-list', value: 'imagemogr2%2fthumbnail%2f300x' },
    ],
    token: 'a/b',
  })
})

test('a field of the signature is found by its name, and one that is missing is empty', () => {
  expect(fieldOf(takeApart(url), 'q-sign-time')).toBe('1;2')
  expect(fieldOf(takeApart('http://127.0.0.1:80/a'), 'q-sign-time')).toBe('')
})
