import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { buildHost, serveHost } from '../../local/wechat'
import { launchBrowser, openPhone } from './browser'

/** The fixture, built and served, and a browser to look at it with. */
export interface FixtureHost {
  url: string
  warnings: string[]
  /** Opens a page of the fixture in a phone of its own, with nothing stored in it. */
  open(route: string, options?: BrowserContextOptions): Promise<Page>
  stop(): Promise<void>
}

/** Builds the mini program of `fixture/`, serves it, and starts a browser. */
export async function startFixture(): Promise<FixtureHost> {
  const out = await mkdtemp(path.join(os.tmpdir(), 'fixture-host-'))
  const miniprogram = path.join(__dirname, 'fixture')
  const { warnings } = await buildHost({ miniprogram, out, config: { backend: 'http://127.0.0.1:1' } })
  const host = await serveHost({ folder: out, port: 0 })
  const browser: Browser = await launchBrowser()
  return {
    url: host.url,
    warnings,
    async open(route, options) {
      const { page } = await openPhone(browser, options)
      await page.goto(`${host.url}#/${route}`)
      return page
    },
    async stop() {
      await browser.close()
      await host.close()
      await rm(out, { recursive: true })
    },
  }
}
