import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { startLocal } from '../../local/services'
import { removeAtExit } from '../global-setup'
import { launchBrowser } from './browser'
import { SAMPLES_VARIABLE } from './drawn-samples'

/** Before jest's workers start: unpacks the browser, says so where none starts, and draws the sample pictures; all once. */
export default async function setUp(): Promise<void> {
  const browser = await launchBrowser()
  await browser.close()
  const folder = await mkdtemp(path.join(tmpdir(), 'samples-'))
  removeAtExit(folder)
  const local = await startLocal({ ports: { backend: 0, cos: 0, page: 0 }, folder })
  await local.stop()
  process.env[SAMPLES_VARIABLE] = path.join(folder, 'cos')
}
