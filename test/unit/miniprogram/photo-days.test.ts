import { en } from '../../../miniprogram/texts/en'
import { photoDays } from '../../../miniprogram/texts/photo-days'
import { photoOf } from './photo-of'

const photo = (key: string, time: Date) => photoOf(key, { time: time.getTime() })

test('photos stand under their day, in the order of the list; today and yesterday by their names', () => {
  const list = [
    photo('a', new Date(2026, 0, 31, 0, 1)),
    photo('b', new Date(2026, 0, 30, 23, 59)),
    photo('c', new Date(2025, 11, 24, 12)),
    photo('d', new Date(2026, 0, 31, 23, 59)),
  ]
  const days = photoDays(list, en, new Date(2026, 0, 31, 12).getTime())
  expect(days.map(({ title, photos }) => [title, photos.map(({ key }) => key)])).toEqual([
    ['Today', ['a', 'd']],
    ['Yesterday', ['b']],
    ['2025-12-24', ['c']],
  ])
})
