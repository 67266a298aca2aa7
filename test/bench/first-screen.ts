import type { Browser, Page, Request } from 'playwright-core'
import { send } from '../../local/seed'
import { type Local, startLocal } from '../../local/services'
import { renderSample, samples } from '../../local/samples'
import { CleanUp } from '../clean-up'
import { launchBrowser, openPhone } from '../e2e/browser'
import type { FirstScreenFigures } from './figures/figures'
import type { Report } from './report'

/** What the lines of `run` are about. */
export const title = 'The first screen of the demo, in the browser host: its services are 100 ms away'

const LATENCY_MS = 100
/** More than a page of the album. */
const PHOTOS = 40
const ROUNDS = 5

/** What may be asked before the first picture, besides the pictures. */
const EXPECTED = ['credentials to list', 'credentials to read', 'list', 'login']

/** Measures starts of the app by a person whose album has photos. */
export async function run(): Promise<Report> {
  const cleanUp = new CleanUp()
  try {
    const folder = await cleanUp.folder('first-screen-')
    const options = { ports: { page: 0, backend: 0, cos: 0 }, folder, demo: true }
    const local = cleanUp.adopt(await startLocal(options), (started) => started.stop())
    const browser = cleanUp.adopt(await launchBrowser(), (started) => started.close())
    return reportOf(await measure(browser, local))
  } finally {
    await cleanUp.run()
  }
}

/** What was asked until the first picture was there, and milliseconds from the first request on. */
interface Start {
  asked: string[]
  milliseconds: number
}

async function measure(browser: Browser, local: Local): Promise<Start[]> {
  const { page } = await openPhone(browser)
  const [login] = await Promise.all([
    page.waitForResponse((response) => response.url().endsWith('/login') && response.request().method() === 'POST'),
    page.goto(local.page ?? ''),
  ])
  await storePhotos(local, (await login.json()).Prefix)
  let start: Start = { asked: [], milliseconds: NaN }
  let begun = NaN
  await slowDown(page, local, (asked) => {
    if (start.asked.length === 0) begun = performance.now()
    start.asked.push(asked)
  })
  const starts: Start[] = []
  for (let round = 0; round < ROUNDS; round++) {
    start = { asked: [], milliseconds: NaN }
    await page.reload()
    await firstPicture(page)
    start.milliseconds = performance.now() - begun
    starts.push(start)
  }
  return starts
}

async function storePhotos({ cos: url, SecretId, SecretKey }: Local, prefix: string): Promise<void> {
  const picture = await renderSample(samples[0] as (typeof samples)[number])
  const now = Math.floor(Date.now() / 1000)
  for (let index = 0; index < PHOTOS; index++) {
    const stored = await send({ url, SecretId, SecretKey, prefix }, 'PUT', `${now - index}-photo.jpg`, picture)
    if (!stored.ok) throw new Error(`the local COS answered ${stored.status}`)
  }
}

/** Lets each request to the services wait, and tells of it. */
async function slowDown(page: Page, { backend, cos }: Local, onRequest: (asked: string) => void): Promise<void> {
  await page.route(
    ({ origin }) => [backend, cos].includes(origin),
    async (route) => {
      onRequest(nameOf(route.request()))
      await new Promise((resolve) => setTimeout(resolve, LATENCY_MS))
      await route.continue()
    },
  )
}

function nameOf(request: Request): string {
  const { pathname, searchParams } = new URL(request.url())
  if (pathname === '/cos/credentials') {
    return request.postData()?.includes('GetBucket') ? 'credentials to list' : 'credentials to read'
  }
  if (request.resourceType() === 'image') return 'picture'
  return searchParams.has('prefix') ? 'list' : pathname.slice(1)
}

function firstPicture(page: Page): Promise<unknown> {
  return page.waitForFunction(() =>
    [...document.querySelectorAll('img')].some(
      ({ currentSrc, naturalWidth }) => currentSrc.includes('q-signature') && naturalWidth > 0,
    ),
  )
}

function reportOf(starts: Start[]): Report {
  const [middle] = starts.toSorted((a, b) => a.milliseconds - b.milliseconds).slice(ROUNDS >> 1)
  if (!middle) throw new Error('nothing was measured')
  const asked = middle.asked.filter((name) => name !== 'picture').toSorted()
  const figures: FirstScreenFigures = { milliseconds: Math.round(middle.milliseconds), asked }
  const unexpected = asked.join() === EXPECTED.join() ? [] : [`the first screen asks for ${asked.join(', ')}`]
  return {
    lines: [`${figures.milliseconds} ms until the first picture, after: ${asked.join(', ')}`],
    shortfalls: unexpected,
    figures,
  }
}
