import { launchBrowser } from './browser'

/** Before jest's workers start: unpacks the browser once, and where none starts says so once. */
export default async function setUp(): Promise<void> {
  const browser = await launchBrowser()
  await browser.close()
}
