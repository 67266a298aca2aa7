import sharp from 'sharp'
import { geometry } from './scenes/geometry'
import { aurora, mountainsAndSea, snowRange } from './scenes/mountains'
import { city, moonlight } from './scenes/night'
import { balloons, dunes, lighthouse } from './scenes/open-air'
import { autumn, bamboo, flowerField } from './scenes/plants'

/** A picture that the project draws itself. */
export interface Sample {
  /** A file name, its extension that of the format. */
  name: string
  /** The picture as SVG. */
  draw: () => string
}

/** Names as people give them: Chinese, spaces, and each character that means something else in a URL. */
export const samples: readonly Sample[] = [
  { name: '山与海.jpg', draw: mountainsAndSea },
  { name: '100% night + moon.png', draw: moonlight },
  { name: 'city #1.webp', draw: city },
  { name: '花田 (春).jpg', draw: flowerField },
  { name: '雪山 12MP.jpg', draw: snowRange },
  { name: 'geometry=36 & more.png', draw: geometry },
  { name: '竹林.webp', draw: bamboo },
  { name: 'aurora + stars.jpg', draw: aurora },
  { name: '热气球.jpg', draw: balloons },
  { name: '沙漠 dunes.jpg', draw: dunes },
  { name: 'where is the lighthouse?.webp', draw: lighthouse },
  { name: "l'automne 秋.jpg", draw: autumn },
]

/** The picture in the format that its name says. */
export async function renderSample({ name, draw }: Sample): Promise<{ bytes: Buffer; contentType: string }> {
  const image = sharp(Buffer.from(draw()), { unlimited: true })
  if (name.endsWith('.png'))
    return { bytes: await image.png({ compressionLevel: 8 }).toBuffer(), contentType: 'image/png' }
  if (name.endsWith('.webp')) return { bytes: await image.webp({ quality: 86 }).toBuffer(), contentType: 'image/webp' }
  return { bytes: await image.jpeg({ quality: 88 }).toBuffer(), contentType: 'image/jpeg' }
}
