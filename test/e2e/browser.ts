import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type LaunchOptions,
  type Page,
} from 'playwright-core'

/** The size of a phone's screen, at which the tests look at the demo. */
const PHONE = { width: 390, height: 844 }

const UNPACK = path.resolve(__dirname, '../../scripts/unpack-chromium.mjs')

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/**
 * Starts Chromium without a window: the one that `CHROME_PATH` names, else the one that comes inside
 * `@sparticuz/chromium`, so that nothing has to be installed, else (macOS, Windows, ARM) the installed Chrome.
 * @throws where there is none that starts, with what can be done
 */
export async function launchBrowser(): Promise<Browser> {
  try {
    return await chromium.launch({ ...(await chosenBrowser()), args: FLAGS })
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new Error(
      `No browser starts, which the end-to-end tests need. Install Chrome, or name a Chromium: CHROME_PATH=/path/to/it\n${reason}`,
      { cause },
    )
  }
}

async function chosenBrowser(): Promise<LaunchOptions> {
  const { CHROME_PATH } = process.env
  if (CHROME_PATH && !existsSync(CHROME_PATH)) throw new Error(`${CHROME_PATH} is not there`)
  if (CHROME_PATH) return { executablePath: CHROME_PATH }
  if (process.platform !== 'linux' || process.arch !== 'x64') return { channel: 'chrome' }
  const folder = await unpackedChromium()
  const libraries = hasSystemLibraries() ? {} : { LD_LIBRARY_PATH: path.join(folder, 'al2023', 'lib') }
  const fonts = { FONTCONFIG_FILE: path.join(folder, 'fonts.conf') }
  return { executablePath: path.join(folder, 'chromium'), env: { ...fonts, ...definedOnly(process.env), ...libraries } }
}

/** In a process of its own: the package goes by environment variables, of which a test has no more than a copy. */
async function unpackedChromium(): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, [UNPACK])
  return stdout.trim()
}

function hasSystemLibraries(): boolean {
  const folders = ['/lib', '/usr/lib', '/lib64', '/usr/lib64', '/lib/x86_64-linux-gnu', '/usr/lib/x86_64-linux-gnu']
  const has = (name: string) => folders.some((folder) => existsSync(path.join(folder, name)))
  return ['libnss3.so', 'libnspr4.so', 'libexpat.so.1'].every(has)
}

function definedOnly(variables: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(variables).filter((entry): entry is [string, string] => entry[1] !== undefined),
  )
}

/** Opens a page of a phone's size. Chinese and light, unless the options say something else. */
export async function openPhone(
  browser: Browser,
  options: BrowserContextOptions = {},
): Promise<{ context: BrowserContext; page: Page }> {
  const context = await browser.newContext({ viewport: PHONE, deviceScaleFactor: 2, locale: 'zh-CN', ...options })
  const page = await context.newPage()
  page.setDefaultTimeout(60_000)
  return { context, page }
}
