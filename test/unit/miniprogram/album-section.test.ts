import { albumSection } from '../../../miniprogram/texts/album-section'
import { en } from '../../../miniprogram/texts/en'
import { photoOf } from './photo-of'

const now = new Date(2026, 0, 31, 12).getTime()
const photos = [photoOf('a', { time: now }), photoOf('b', { time: now - 24 * 60 * 60 * 1000 })]
const section = { folder: 'mine', photos, folders: ['u/a/-旅行/'], complete: false }

test('an order of time stands by day, any other in one', () => {
  const titles = (order: 'oldest' | 'size') =>
    albumSection(section, { order, t: en, now }).days.map(({ title }) => title)
  expect(titles('oldest')).toEqual(['Today', 'Yesterday'])
  expect(titles('size')).toEqual([''])
})

test('a folder has its name for a title, and says that there may be more', () => {
  const words = albumSection({ ...section, folder: 'u/a/-旅行/' }, { order: 'newest', t: en, now })
  expect(words).toMatchObject({ title: '旅行', count: '2+', folders: [{ prefix: 'u/a/-旅行/', name: '旅行' }] })
})
