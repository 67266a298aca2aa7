import { cleanUpAfterAll } from '../clean-up'
import { stories } from '../stories/stories'
import { BrowserPhone } from './browser-phone'
import { startDemo } from './demo-phone'

jest.setTimeout(120_000)

const cleanUp = cleanUpAfterAll()
let phone: BrowserPhone

beforeAll(async () => {
  const demo = await startDemo(cleanUp, {
    // What takes longer than a minute breaks soon, so that no test waits for it.
    faults: ({ method, target }) =>
      method === 'GET' && /self-test-\w+-long/.test(target) ? { cut: { of: 'answer', after: 0 } } : undefined,
  })
  const { page } = await demo.open('pages/album/album')
  await page.locator('#wechat-title', { hasText: '相册' }).waitFor()
  phone = new BrowserPhone(page)
})

// The same stories run in WeChat DevTools: npm run test:devtools.
test.each(stories)('$title', async ({ run }) => {
  await run(phone)
})
