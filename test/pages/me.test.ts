import { startApp } from './app'

test('a language that is chosen is that of all pages from then on', async () => {
  const app = startApp()
  const me = await app.open('pages/me/me')
  expect(me.texts('.chip--chosen')).toEqual(['跟随系统', '跟随系统'])
  await me.tap('.chip', 'English')
  expect(app.calls.of('reLaunch')).toEqual([{ url: '/pages/me/me' }])
  const album = await app.open('pages/album/album')
  expect(album.texts('.section__title')).toEqual(['My photos', 'Samples'])
  expect(app.calls.of('setNavigationBarTitle').at(-1)).toEqual({ title: 'Album' })
})

test('an appearance that is chosen is that of pages and bars', async () => {
  const app = startApp()
  await (await app.open('pages/me/me')).tap('.chip', '深色')
  const dark = await app.open('pages/me/me')
  expect(dark.texts('.chip--chosen')).toEqual(['跟随系统', '深色'])
  expect(dark.attributes('.page', 'class')).toEqual(['page theme theme-dark'])
  expect(app.calls.of('setNavigationBarColor')).toEqual([{ frontColor: '#ffffff', backgroundColor: '#242424' }])
})

test('all that is the own is deleted once the person has confirmed, and nothing else', async () => {
  const app = startApp({ objects: { 'u/ann/a.jpg': 'a picture', 'samples/b.jpg': 'a picture' } })
  const me = await app.open('pages/me/me')
  await me.tap('.t-button', '删除我的全部文件')
  expect(app.phone.shown.map(({ api }) => api)).toEqual(['showModal', 'showToast'])
  expect(await app.bucket.keys()).toEqual(['samples/b.jpg'])
})
