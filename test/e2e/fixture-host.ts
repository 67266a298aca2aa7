import path from 'node:path'
import type { BrowserContextOptions, Page } from 'playwright-core'
import { buildHost, serveHost } from '../../local/wechat'
import type { CleanUp } from '../clean-up'
import { launchBrowser, openPhone } from './browser'

/** The fixture, built and served, and a browser to look at it with. */
export interface FixtureHost {
  url: string
  warnings: string[]
  /** Opens a page of the fixture in a phone of its own, with nothing stored in it. */
  open(route: string, options?: BrowserContextOptions): Promise<Page>
}

/** Builds the mini program of `fixture/`, serves it, and starts a browser, until `cleanUp` ends them. */
export async function startFixture(cleanUp: CleanUp): Promise<FixtureHost> {
  const out = await cleanUp.folder('fixture-host-')
  const miniprogram = path.join(__dirname, 'fixture')
  const { warnings } = await buildHost({ miniprogram, out, config: { backend: 'http://127.0.0.1:1' } })
  const host = cleanUp.adopt(await serveHost({ folder: out, port: 0 }), (started) => started.close())
  const browser = cleanUp.adopt(await launchBrowser(), (started) => started.close())
  return {
    url: host.url,
    warnings,
    async open(route, options) {
      const { page } = await openPhone(browser, options)
      await page.goto(`${host.url}#/${route}`)
      return page
    },
  }
}
