import { PhotoFeed } from '../../../miniprogram/services/photo-feed'
import type { Folder, PhotoPage } from '../../../miniprogram/services/photos'
import { photoOf } from './photo-of'

const page = (keys: string, nextMarker?: string): PhotoPage => ({
  photos: keys.split('').map((key) => photoOf(key)),
  folders: keys === '' ? [] : [`${keys}/`],
  nextMarker,
})

/** A feed over pages by folder and marker; records what was asked for. */
function feedOf(pages: Record<string, PhotoPage>) {
  const asked: string[] = []
  const list = async (folder: Folder, marker = '') => {
    asked.push(`${folder}/${marker}`)
    const found = pages[`${folder}/${marker}`]
    if (!found) throw new Error('offline')
    return found
  }
  const feed = new PhotoFeed(['mine', 'samples'], list)
  const shown = () => feed.sections.map(({ folder, photos }) => [folder, photos.map(({ key }) => key).join('')])
  return { feed, asked, shown, pages }
}

test('goes on with the samples at once where the own photos end', async () => {
  const { feed, shown } = feedOf({ 'mine/': page('ab'), 'samples/': page('cd') })
  await feed.more()
  expect(shown()).toEqual([
    ['mine', 'ab'],
    ['samples', 'cd'],
  ])
  expect(feed.complete).toBe(true)
})

test('reads one page at a time while a folder has more', async () => {
  const { feed, shown } = feedOf({ 'mine/': page('ab', 'b'), 'mine/b': page('c'), 'samples/': page('d', 'd') })
  await feed.more()
  expect(shown()).toEqual([['mine', 'ab']])
  await feed.more()
  expect(shown()).toEqual([
    ['mine', 'abc'],
    ['samples', 'd'],
  ])
  expect(feed.sections.map(({ complete }) => complete)).toEqual([true, false])
  expect(feed.complete).toBe(false)
})

test('keeps an empty folder, so that the page can say that it is empty', async () => {
  const { feed, shown } = feedOf({ 'mine/': page(''), 'samples/': page('a') })
  await feed.more()
  expect(shown()).toEqual([
    ['mine', ''],
    ['samples', 'a'],
  ])
})

test('asks once where two callers want more at the same time, and both wait for it', async () => {
  const { feed, asked, shown } = feedOf({ 'mine/': page('a', 'a') })
  void feed.more()
  await feed.more()
  expect(asked).toEqual(['mine/'])
  expect(shown()).toEqual([['mine', 'a']])
})

test('tries the same page again after a failure, and keeps what it had', async () => {
  const { feed, shown, asked, pages } = feedOf({ 'mine/': page('a', 'a') })
  await feed.more()
  await expect(feed.more()).rejects.toThrow('offline')
  expect(shown()).toEqual([['mine', 'a']])
  Object.assign(pages, { 'mine/a': page('b'), 'samples/': page('') })
  await feed.more()
  expect(asked.slice(0, 3)).toEqual(['mine/', 'mine/a', 'mine/a'])
  expect(shown()).toEqual([
    ['mine', 'ab'],
    ['samples', ''],
  ])
})

test('asks for nothing more once everything has been read', async () => {
  const { feed, asked } = feedOf({ 'mine/': page('a'), 'samples/': page('b') })
  await feed.more()
  await feed.more()
  expect(asked).toEqual(['mine/', 'samples/'])
})

test('gathers the folders of all pages', async () => {
  const { feed } = feedOf({ 'mine/': page('a', 'a'), 'mine/a': page('b', 'b') })
  await feed.more()
  await feed.more()
  expect(feed.sections.map(({ folders }) => folders)).toEqual([['a/', 'b/']])
})

test('reads as far as there were photos before, and stops where there are no more', async () => {
  const pages = { 'mine/': page('ab', 'b'), 'mine/b': page('cd', 'd'), 'mine/d': page('e'), 'samples/': page('f') }
  const { feed, asked } = feedOf(pages)
  await feed.upTo(3)
  expect(feed.count).toBe(4)
  expect(asked).toEqual(['mine/', 'mine/b'])
  await feed.upTo(100)
  expect(feed.count).toBe(6)
  expect(feed.complete).toBe(true)
})
