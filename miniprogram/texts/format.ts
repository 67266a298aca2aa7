import { fill } from './texts'
import type { Texts } from './zh'

const units = ['B', 'KB', 'MB', 'GB'] as const

/** `3.2 MB`: three digits at most, as phones show it. */
export function formatBytes(bytes: number): string {
  let value = bytes
  let unit = 0
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1024
    unit += 1
  }
  const digits = unit === 0 || value >= 100 ? 0 : 1
  return `${value.toFixed(digits)} ${units[unit] ?? ''}`
}

/** `2026-01-31 09:05`, in the phone's time zone. */
export function formatTime(time: Date): string {
  return `${formatDate(time)} ${formatClock(time)}`
}

/** `2026-01-31`, in the phone's time zone. */
export function formatDate(time: Date): string {
  return `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())}`
}

/** `09:05`, in the phone's time zone. */
export function formatClock(time: Date): string {
  return `${two(time.getHours())}:${two(time.getMinutes())}`
}

/** `40 s`, `3 min`, `2 h`: rounded up, so that it is not over before it says so. */
export function formatDuration(seconds: number, { duration }: Texts): string {
  if (seconds < 60) return fill(duration.seconds, { count: Math.max(1, Math.ceil(seconds)) })
  if (seconds < 3600) return fill(duration.minutes, { count: Math.ceil(seconds / 60) })
  return fill(duration.hours, { count: Math.ceil(seconds / 3600) })
}

function two(value: number): string {
  return `${value}`.padStart(2, '0')
}
