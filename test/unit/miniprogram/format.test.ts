import { formatBytes, formatClock, formatDuration, formatTime } from '../../../miniprogram/texts/format'
import { en } from '../../../miniprogram/texts/en'
import { zh } from '../../../miniprogram/texts/zh'

test.each([
  [0, '0 B'],
  [999, '999 B'],
  [1000, '1.0 KB'],
  [1024 * 1024 * 3.25, '3.3 MB'],
  [1024 * 1024 * 999, '999 MB'],
  [1024 * 1024 * 1023, '1.0 GB'],
])('%d bytes are shown as %s', (bytes, shown) => {
  expect(formatBytes(bytes)).toBe(shown)
})

test('times are shown in the zone of the phone', () => {
  const time = new Date(2026, 0, 31, 9, 5)
  expect(formatTime(time)).toBe('2026-01-31 09:05')
  expect(formatClock(time)).toBe('09:05')
})

test('a duration is rounded up, in the largest unit that fits', () => {
  expect([0.2, 59, 60.5, 3599, 3601].map((seconds) => formatDuration(seconds, en))).toEqual([
    '1 s',
    '59 s',
    '2 min',
    '60 min',
    '2 h',
  ])
  expect(formatDuration(90, zh)).toBe('2 分钟')
})
