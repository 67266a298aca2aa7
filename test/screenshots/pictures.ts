import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import sharp from 'sharp'
import { type Language, LANGUAGES } from './language'
import { OUT } from './studio'

const PICTURES = path.resolve(__dirname, '../../docs/pictures')
/** One and a half pixels each of the phone's points: sharp, and below 150 kB. */
const WIDTH = 585
const HEIGHT = 1266
const CORNER = 42

/** Those of the README and of the site, by the screenshots that they are made of. */
const SCREENS = {
  album: 'album-full-390x844-light',
  upload: 'upload-all-states-390x844-light',
  photo: 'photo-own-390x844-dark',
  share: 'share-friend-390x844-light',
  link: 'link-compare-390x844-dark',
  doctor: 'doctor-good-390x844-dark',
} as const

/** Makes the pictures of the README and of the site from the screenshots, with the corners of a phone. */
export async function writePictures(): Promise<void> {
  for (const language of LANGUAGES) {
    await mkdir(path.join(PICTURES, language), { recursive: true })
    const entries = Object.entries(SCREENS)
    await Promise.all(entries.map(([name, screenshot]) => writePicture(name, screenshot, language)))
  }
}

async function writePicture(name: string, screenshot: string, language: Language): Promise<void> {
  const shape = (style: string) =>
    Buffer.from(`<svg width="${WIDTH}" height="${HEIGHT}"><rect x="1" y="1" width="${WIDTH - 2}" height="${HEIGHT - 2}"
      rx="${CORNER}" ${style}/></svg>`)
  await sharp(path.join(OUT, `${screenshot}-${language}.png`))
    .resize(WIDTH, HEIGHT)
    .composite([
      { input: shape('fill="#fff"'), blend: 'dest-in' },
      { input: shape('fill="none" stroke="#8b8b8b" stroke-opacity="0.5" stroke-width="2"') },
    ])
    .png({ palette: true, colors: 256, effort: 10, dither: 0.4 })
    .toFile(path.join(PICTURES, language, `${name}.png`))
}
