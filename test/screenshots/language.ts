import { en as doctorEn } from '../../miniprogram/doctor/texts/en'
import { zh as doctorZh } from '../../miniprogram/doctor/texts/zh'
import { en as linkEn } from '../../miniprogram/link/texts/en'
import { zh as linkZh } from '../../miniprogram/link/texts/zh'
import { en } from '../../miniprogram/texts/en'
import { zh } from '../../miniprogram/texts/zh'

/** The languages of the demo, as the names of pictures have them. */
export const LANGUAGES = ['zh', 'en'] as const
export type Language = (typeof LANGUAGES)[number]

/** How a browser names them. */
export const LOCALES: Readonly<Record<Language, string>> = { zh: 'zh-CN', en: 'en-US' }

/** What the demo says, and what the person who uses it calls their files. */
export const WORDS = {
  zh: {
    t: zh,
    link: linkZh,
    doctor: doctorZh,
    trip: '旅行 2026',
    itinerary: '行程单.pdf',
    sunrise: '雪山日出 4K.mov',
    summer: '海边的夏天.mp4',
  },
  en: {
    t: en,
    link: linkEn,
    doctor: doctorEn,
    trip: 'Trip 2026',
    itinerary: 'Itinerary.pdf',
    sunrise: 'Sunrise 4K.mov',
    summer: 'Summer at the sea.mp4',
  },
}
