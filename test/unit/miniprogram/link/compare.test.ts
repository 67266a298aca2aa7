import { COS } from 'cos-miniprogram'
import {
  compareAsUsual,
  compareForSameTime,
  type OfficialSdk,
  timeOf,
} from '../../../../miniprogram/link/services/compare'
import { createCos, memoryStorage } from '../../../../local/cos'
import { createWx, realClock } from '../../../wx'

const Bucket = 'photos-1250000000'
const Region = 'ap-guangzhou'
const ISSUED = 1_700_000_000
const issued = {
  SecretId: 'AKIDexample',
  SecretKey: 'example',
  SecurityToken: 'token/+=',
  StartTime: ISSUED,
  ExpiredTime: ISSUED + 1800,
}
const where = { Bucket, Region }

let official: OfficialSdk
beforeAll(() => {
  const cos = createCos({ storage: memoryStorage(), Bucket, Region, keys: [] })
  const wx = createWx({ clock: realClock(), handler: () => cos, files: {} })
  Object.assign(globalThis, { wx, window: undefined })
  official = jest.requireActual<OfficialSdk>('cos-wx-sdk-v5')
})
afterAll(() => {
  Reflect.deleteProperty(globalThis, 'window')
  Reflect.deleteProperty(globalThis, 'wx')
})

/** Signed by this SDK, seconds after the key was issued. */
async function signed(age: number, params: object = {}) {
  const cos = new COS({ ...where, ...issued, now: () => (ISSUED + age) * 1000 })
  const { Url, Method, Headers } = await cos.presign({ Key: "u/a/l'automne 秋+.jpg", Expires: 900, ...params })
  return { url: Url, method: Method, headers: Headers, ...where, Expires: 900 }
}
const different = (fields: { name: string; equal: boolean }[]) =>
  fields.filter(({ equal }) => !equal).map(({ name }) => name)

test.each([
  ['a plain GET', {}],
  ['image processing', { Query: { 'imageMogr2/thumbnail/300x/format/webp': '' } }],
  ['a name for the download', { downloadName: '秋 (1).jpg' }],
  ['a PUT with headers', { Method: 'PUT', Headers: { 'x-cos-acl': 'private' } }],
])('for the same time, both sign %s the same in every field', async (_, params) => {
  const fields = compareForSameTime(official, await signed(60, params), issued)
  expect(fields).toHaveLength(7)
  expect(different(fields)).toEqual([])
})

test('left to itself, the official SDK ends the link earlier by the age of the key', async () => {
  const fields = await compareAsUsual(official, await signed(60), issued)
  expect(different(fields)).toEqual(['q-sign-time', 'q-key-time', 'q-signature'])
  expect(fields.find(({ name }) => name === 'q-sign-time')).toMatchObject({
    ours: `${ISSUED};${ISSUED + 960}`,
    official: `${ISSUED};${ISSUED + 900}`,
  })
})

test('left to itself, with a key that was just issued, it signs the same', async () => {
  expect(different(await compareAsUsual(official, await signed(0), issued))).toEqual([])
})

test('the time of one signature is that of many, divided', () => {
  let clock = 0
  const sign = () => void (clock += 3)
  expect(timeOf(sign, () => clock, 10)).toBe(3)
})
