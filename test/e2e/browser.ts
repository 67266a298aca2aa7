import { existsSync } from 'node:fs'
import { mkdtemp, rename, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core'

/** The size of a phone's screen, at which the tests look at the demo. */
const PHONE = { width: 390, height: 844 }

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
 * Starts Chromium without a window: the one that `CHROME_PATH` names, else on macOS and Windows the installed Chrome,
 * else the one that comes inside `@sparticuz/chromium`, so that nothing has to be installed.
 */
export async function launchBrowser(): Promise<Browser> {
  const { CHROME_PATH } = process.env
  if (CHROME_PATH !== undefined) return chromium.launch({ executablePath: CHROME_PATH, args: FLAGS })
  if (process.platform !== 'linux') return chromium.launch({ channel: 'chrome', args: FLAGS })
  const folder = await unpackedChromium()
  const libraries = path.join(folder, 'al2023', 'lib')
  const env = existsSync(libraries) ? { ...process.env, LD_LIBRARY_PATH: libraries } : { ...process.env }
  return chromium.launch({ executablePath: path.join(folder, 'chromium'), args: FLAGS, env: definedOnly(env) })
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

// Unpacked aside and then moved, so that two test files that start at once cannot see half a browser.
async function unpackedChromium(): Promise<string> {
  const target = path.join(os.tmpdir(), 'cos-miniprogram-chromium-147')
  if (existsSync(path.join(target, 'chromium'))) return target
  const folder = await mkdtemp(path.join(os.tmpdir(), 'chromium-'))
  await unpackInto(folder)
  await rename(folder, target).catch(() => rm(folder, { recursive: true }))
  return target
}

// The package unpacks to the folder for temporary files, and its libraries only where it believes to be on Lambda.
async function unpackInto(folder: string): Promise<void> {
  const { TMPDIR, AWS_EXECUTION_ENV, LD_LIBRARY_PATH } = process.env
  Object.assign(process.env, { TMPDIR: folder, ...(hasSystemLibraries() ? {} : { AWS_EXECUTION_ENV: LAMBDA }) })
  try {
    const { default: packed } = await import('@sparticuz/chromium')
    await packed.executablePath()
  } finally {
    restore({ TMPDIR, AWS_EXECUTION_ENV, LD_LIBRARY_PATH })
  }
}

const LAMBDA = 'AWS_Lambda_nodejs22.x'

function hasSystemLibraries(): boolean {
  const folders = ['/lib', '/usr/lib', '/lib64', '/usr/lib64', '/lib/x86_64-linux-gnu', '/usr/lib/x86_64-linux-gnu']
  return folders.some((folder) => existsSync(path.join(folder, 'libnss3.so')))
}

function restore(variables: Record<string, string | undefined>): void {
  for (const [name, value] of Object.entries(variables)) {
    if (value === undefined) delete process.env[name]
    else process.env[name] = value
  }
}

function definedOnly(variables: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(variables).filter((entry): entry is [string, string] => entry[1] !== undefined),
  )
}
