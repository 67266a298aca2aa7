import { startApp, type RunningApp } from './engine/app'
import { PHOTO_BYTES } from './engine/phone'
import { bytesAt, equal } from './bytes'

/** Uses an app as a person would: uploads a large photo, sees it, downloads it; and compares bytes. */
export async function useApp(folder: string, longestWait?: number): Promise<string> {
  const app = startApp(folder, longestWait)
  try {
    await app.tap('Upload a photo')
    const address = await app.seen((text) => text.includes('q-signature='))
    equal('what its signed address leads to', await bytesAt(address), app.phone.photo)
    const parts = partsOf(app)
    if (parts < 2) throw new Error(`the photo went in ${parts} parts, not in several`)
    await settled()
    await app.tap('Download it')
    const path = await app.previewed()
    equal('the file that was downloaded', downloaded(app, path), app.phone.photo)
    return `${PHOTO_BYTES / 1024 / 1024} MB in ${parts} parts`
  } finally {
    app.close()
  }
}

function partsOf({ phone }: RunningApp): number {
  const numbers = phone.platform.phone.requests.map(({ url }) => /[?&]partnumber=(\d+)/i.exec(url)?.[1])
  return new Set(numbers.filter((number) => number !== undefined)).size
}

function downloaded({ phone }: RunningApp, path: string): Uint8Array {
  const { content } = phone.platform.phone.files.get(path)
  return content.bytes(0, content.size)
}

/** Until the framework has drawn what it was told last. */
function settled(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 100))
}
