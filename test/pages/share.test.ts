import { startApp } from './app'

const start = new Date(2026, 0, 31, 9, 0).getTime()
/** As long as the credentials of the tests' backend live. */
const HALF_AN_HOUR_MS = 1_800_000

/** The links to all that is the person's own, by the button over it. */
const openShare = async (objects = { 'u/ann/sea.jpg': 'a picture', 'u/ann/notes.pdf': 'a document' }) => {
  const app = startApp({ start, objects })
  const album = await app.open('pages/album/album')
  await album.tap('.section__share')
  return { app, share: await app.open('pages/share/share') }
}

/** Opens what a page hands to a friend, as the friend does. */
const openCard = async ({ app, share }: Awaited<ReturnType<typeof openShare>>) => {
  const card = Object(await share.call('onShareAppMessage')) as { title: string; path: string }
  const [route = '', links = ''] = card.path.slice(1).split('?links=')
  return { card, friend: await app.open(route, { links }) }
}

test('each file has a link with its end, and all of them are copied at once', async () => {
  const { app, share } = await openShare()
  expect(share.text('.head__count')).toBe('2 个链接')
  expect(share.texts('.link')).toEqual(['notes.pdf 09:30 前有效', 'sea.jpg 09:30 前有效'])
  await share.tap('.t-button', '复制全部')
  const [copied] = app.calls.of('setClipboardData')
  expect(copied?.data).toMatch(/^notes\.pdf\nhttps:\S+q-signature=\S+\n\nsea\.jpg\nhttps:\S+q-signature=\S+$/)
})

test('a friend sees the pictures and names that a card carries, and nothing to send', async () => {
  const { card, friend } = await openCard(await openShare())
  expect(card.title).toBe('2 张照片')
  expect(friend.texts('.link')).toEqual(['notes.pdf 09:30 前有效', 'sea.jpg 09:30 前有效'])
  expect(friend.attributes('.link img', 'src')).toEqual([expect.stringMatching(/sea\.jpg\?.*q-signature=/)])
  expect(friend.has('.actions')).toBe(false)
})

test('own links are renewed when they end', async () => {
  const { app, share } = await openShare()
  await app.clock.advance(HALF_AN_HOUR_MS)
  expect(share.texts('.link__until')).toEqual(['10:00 前有效', '10:00 前有效'])
})

test('when the links of a friend have ended the page says so, and leads to the own album', async () => {
  const opened = await openShare()
  const { friend } = await openCard(opened)
  await opened.app.clock.advance(HALF_AN_HOUR_MS)
  expect(friend.text()).toBe('这些链接已经失效 请朋友再发一次。 去我的相册')
  await friend.tap('.t-button', '去我的相册')
  expect(opened.app.calls.of('switchTab')).toEqual([{ url: '/pages/album/album' }])
})

test('a card that was cut off on its way is told as one that cannot be opened', async () => {
  const friend = await startApp({ start }).open('pages/share/share', { links: '~5B~5B~22sea.jpg' })
  expect(friend.text('.state__title')).toBe('这张卡片打不开')
})
