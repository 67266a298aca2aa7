import { startApp } from './app'

const folder = 'u~2Fann~2F-Paris~2F'

test('a folder is titled by its name, and shows what is in it alone', async () => {
  const app = startApp({ objects: { 'u/ann/-Paris/tower.jpg': 'a picture', 'u/ann/sea.jpg': 'a picture' } })
  const page = await app.open('pages/folder/folder', { prefix: folder })
  expect(app.calls.of('setNavigationBarTitle')).toEqual([{ title: 'Paris' }])
  expect(page.attributes('.tile', 'aria-label')).toEqual(['tower.jpg'])
})

test('an empty folder says how photos get there', async () => {
  const page = await startApp().open('pages/folder/folder', { prefix: folder })
  expect(page.text('.state')).toBe('文件夹是空的 在相册中长按照片，可以移到这里')
})

test('pulling down lists what has come meanwhile', async () => {
  const app = startApp()
  const page = await app.open('pages/folder/folder', { prefix: folder })
  await app.bucket.put('u/ann/-Paris/tower.jpg', 'a picture')
  await page.call('onPullDownRefresh')
  expect(page.attributes('.tile', 'aria-label')).toEqual(['tower.jpg'])
  expect(app.calls.of('stopPullDownRefresh')).toHaveLength(1)
})
