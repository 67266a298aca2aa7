import { startApp } from './app'

const start = new Date(2026, 0, 31, 9, 0).getTime()
const openLink = async () => {
  const app = startApp({ start, objects: { 'u/ann/sea.jpg': 'a picture' } })
  return { app, link: await app.open('link/pages/link/link') }
}

test('the link of the newest photo is there at once, taken apart', async () => {
  const { link } = await openLink()
  expect(link.text('.url__text')).toMatch(/^https:\/\/photos-1250000000\.cos\..*\/u\/ann\/sea\.jpg\?q-sign-algorithm=/)
  const parts = link.texts('.part__name')
  expect(parts.slice(0, 5)).toEqual(['Host', 'Key', 'q-sign-algorithm', 'q-ak', 'q-sign-time'])
  expect(link.text('.part:nth-child(3) .part__value')).toBe('u/ann/sea.jpg')
})

test('what is typed into the form is signed', async () => {
  const { link } = await openLink()
  await link.type('[aria-label="对象键 Key"]', 'samples/lake.jpg')
  await link.tap('.chip', 'PUT')
  await link.tap('.chip', '1 分钟')
  await link.tap('.t-button', '生成链接')
  expect(link.text('.url__text')).toContain('/samples/lake.jpg?')
  expect(link.text('.time__until')).toBe('2026-01-31 09:01 失效')
})

test('the time that is left is counted down', async () => {
  const { app, link } = await openLink()
  await app.clock.advance(60_000)
  expect(link.text('.time__left')).toBe('剩余 14:00')
  await app.clock.advance(15 * 60_000)
  expect(link.text('.time__left')).toBe('已失效')
})

test('a lifetime that is no number is told, and the link stays as it was', async () => {
  const { link } = await openLink()
  const before = link.text('.url__text')
  await link.type('[aria-label="有效期 Expires（秒）"]', 'soon')
  await link.tap('.t-button', '生成链接')
  expect(link.text('.form-problem')).toBe('有效期须是正整数，单位为秒。')
  expect(link.text('.url__text')).toBe(before)
})

test('trying the link shows what COS answers, which may be an error', async () => {
  const { app, link } = await openLink()
  await link.tap('.t-button', '试一试')
  expect(link.text('.tried__summary')).toMatch(/^状态码 200/)
  expect(link.text('.tried__body')).toBe('[9 B, image/jpeg]')
  await app.bucket.delete('u/ann/sea.jpg')
  await link.tap('.t-button', '试一试')
  expect(link.text('.tried__summary')).toMatch(/^状态码 404/)
})
