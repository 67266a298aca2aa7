import type { BrowserContextOptions, Page } from 'playwright-core'
import { type Local, type LocalOptions, startLocal } from '../../local/services'
import type { CleanUp } from '../clean-up'
import { launchBrowser, openPhone } from './browser'
import { copySamples } from './drawn-samples'

/** The demo with its services, and phones to look at it with. */
export interface Demo {
  local: Local
  /** Opens a page of the demo on a phone of its own. */
  open(route: string, options?: BrowserContextOptions): Promise<DemoPhone>
}

/** One phone, and what its console has been told. */
export interface DemoPhone {
  page: Page
  /** Warnings, errors and what was thrown: whatever a developer would look into. */
  complaints: string[]
}

/** Starts the demo and a browser, until `cleanUp` ends them. */
export async function startDemo(cleanUp: CleanUp, more: Partial<LocalOptions> = {}): Promise<Demo> {
  const folder = await cleanUp.folder('demo-')
  await copySamples(folder)
  const options = { ports: { page: 0, backend: 0, cos: 0 }, folder, demo: true, ...more }
  const local = cleanUp.adopt(await startLocal(options), (started) => started.stop())
  const browser = cleanUp.adopt(await launchBrowser(), (started) => started.close())
  return {
    local,
    async open(route, phone) {
      const { page } = await openPhone(browser, phone)
      const complaints = listen(page)
      await page.goto(`${local.page}#/${route}`)
      return { page, complaints }
    },
  }
}

/** Collects what a page complains of. */
export function listen(page: Page): string[] {
  const complaints: string[] = []
  page.on('pageerror', ({ message }) => complaints.push(message))
  page.on('console', (message) => {
    if (['warning', 'error'].includes(message.type())) complaints.push(message.text())
  })
  return complaints
}
