import type { Photo } from '../services/photos'
import { formatDate } from './format'
import type { Texts } from './zh'

/** The photos of one day, under its date. */
export interface PhotoDay {
  /** `2026-01-31`. */
  date: string
  title: string
  photos: Photo[]
}

const DAY_MS = 24 * 60 * 60 * 1000

/** Splits a list into days, in its order, in the phone's time zone. */
export function photoDays(photos: readonly Photo[], t: Texts, now: number): PhotoDay[] {
  const days: PhotoDay[] = []
  for (const photo of photos) {
    const date = formatDate(new Date(photo.time))
    const day = days.find((one) => one.date === date)
    if (day) day.photos.push(photo)
    else days.push({ date, title: dayTitle(date, t, now), photos: [photo] })
  }
  return days
}

function dayTitle(date: string, { album }: Texts, now: number): string {
  if (date === formatDate(new Date(now))) return album.today
  return date === formatDate(new Date(now - DAY_MS)) ? album.yesterday : date
}
