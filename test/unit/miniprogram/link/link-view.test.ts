import { endReason, formatCountdown, partRows } from '../../../../miniprogram/link/texts/link-view'
import { en } from '../../../../miniprogram/link/texts/en'
import { zh } from '../../../../miniprogram/link/texts/zh'

const issued = { SecretId: 'AKIDexample', SecretKey: 'example', SecurityToken: 't', StartTime: 0, ExpiredTime: 1800 }
const asked = { Expires: 900, stable: false }

test.each([
  ['it ends with the key', 1800, asked, en.why.credentials],
  ['it ends after what was asked for', 900, asked, "Because Expires is 900 s, from now on the server's clock."],
  ['it is rounded, so that it stays the same', 900, { ...asked, stable: true }, en.why.stable],
])('a link says that %s', (_, ExpiredTime, params, reason) => {
  expect(endReason({ ExpiredTime }, params, issued, en)).toBe(reason)
})

test.each([
  [9.9, '00:09'],
  [900, '15:00'],
  [43200, '12:00:00'],
])('%d seconds are counted down as %s', (seconds, text) => {
  expect(formatCountdown(seconds)).toBe(text)
})

test.each([
  ['zh', zh],
  ['en', en],
])('every part of a signed URL is explained in %s, and the token is cut', (_, texts) => {
  const names = [
    'q-sign-algorithm',
    'q-ak',
    'q-sign-time',
    'q-key-time',
    'q-header-list',
    'q-url-param-list',
    'q-signature',
  ]
  const token = 'T'.repeat(700)
  const url = `https://host/u/a.jpg?imageInfo=&${names.map((name) => `${name}=1%3B2`).join('&')}&x-cos-security-token=${token}`
  const rows = partRows(url, texts)
  expect(rows).toHaveLength(names.length + 4)
  expect(rows.filter(({ explanation }) => explanation === '' || /\{\w+\}/.test(explanation))).toEqual([])
  expect(rows.map(({ value }) => value.length).filter((length) => length > 30)).toEqual([])
})
