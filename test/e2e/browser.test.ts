import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { cleanUpAfterEach } from '../clean-up'
import { launchBrowser } from './browser'

const ofTest = cleanUpAfterEach()
const testOfPacked =
  process.platform === 'linux' && process.arch === 'x64' && !process.env.CHROME_PATH ? test : test.skip

testOfPacked('the browser shows text where the system has no fonts', async () => {
  const fonts = path.resolve(__dirname, '../../.tmp/chromium')
  const config = await readFile(path.join(fonts, 'fonts.conf'), 'utf8')
  const folder = await ofTest.folder('fonts-')
  process.env.FONTCONFIG_FILE = path.join(folder, 'fonts.conf')
  const withoutSystem = config.replace(/<include.*/, '').replace('prefix="relative">', `>${fonts}/`)
  await writeFile(process.env.FONTCONFIG_FILE, withoutSystem)
  const browser = ofTest.adopt(await launchBrowser(), (started) => started.close())
  const page = await browser.newPage()
  await page.setContent('<p>text</p>')
  expect(await page.locator('p').innerText()).toBe('text')
  delete process.env.FONTCONFIG_FILE
})

test('where no browser starts, the failure says what can be done', async () => {
  process.env.CHROME_PATH = path.join(__dirname, 'none')
  await expect(launchBrowser()).rejects.toThrow(
    /Install Chrome, or name a Chromium: CHROME_PATH=.*\n.*none is not there/,
  )
  delete process.env.CHROME_PATH
})
