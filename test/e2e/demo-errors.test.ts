import type { Page } from 'playwright-core'
import { cleanUpAfterAll, cleanUpAfterEach } from '../clean-up'
import { type Demo, startDemo } from './demo-phone'

jest.setTimeout(120_000)

/** What a browser wants of an answer from another origin. */
const CORS = { 'access-control-allow-origin': '*', 'access-control-expose-headers': 'x-cos-request-id' }

/** Wide enough for the menu of what the phone suffers from. */
const WIDE = { viewport: { width: 1280, height: 900 } }

const ofFile = cleanUpAfterAll()
const ofTest = cleanUpAfterEach()
let demo: Demo
let page: Page

beforeAll(async () => {
  demo = await startDemo(ofFile)
})

const open = async (route: string) => {
  const phone = await demo.open(route, WIDE)
  page = ofTest.adopt(phone.page, (opened) => opened.context().close())
}

const choose = (value: string) => page.getByRole('radio', { name: value, exact: true }).check()
const front = () => page.locator('.wechat-page:visible')
const button = (name: string) => front().getByRole('button', { name, exact: true })
const samples = () => page.getByRole('group', { name: '示例图片' })

const dialog = (words: string) => page.getByRole('dialog').filter({ hasText: words })
const again = (words: string) => dialog(words).getByText('重试', { exact: true }).click()

/** COS refuses whatever is asked of these addresses, with a number of the request. */
async function refuse(addresses: RegExp, status: number, code: string): Promise<void> {
  const body = `<Error><Code>${code}</Code><Message>no</Message><RequestId>NjQ5RequestId</RequestId></Error>`
  await page.route(addresses, (route) =>
    route.request().method() === 'OPTIONS'
      ? route.continue()
      : route.fulfill({
          status,
          headers: { ...CORS, 'x-cos-request-id': 'NjQ5RequestId' },
          contentType: 'application/xml',
          body,
        }),
  )
}

async function openSample(): Promise<void> {
  await samples().locator('img').first().click()
  await front().getByText('保存到相册').waitFor()
  // What is known of it has come: what a test refuses from now on is none of the page's own requests.
  await front()
    .getByText(/^image\//)
    .waitFor()
}

async function chooseFile(name: string): Promise<void> {
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), front().getByText('选择文件').click()])
  await chooser.setFiles({ name, mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7') })
}

async function selectSamples(count: number): Promise<void> {
  await button('选择').click()
  for (let index = 0; index < count; index++) await samples().locator('img').nth(index).click()
  await page.getByText(`已选 ${count} 项`).waitFor()
}

describe('saving several photos', () => {
  test('where the album was refused before, none is downloaded in vain; the settings open it, and all are saved', async () => {
    await open('pages/album/album')
    await samples().locator('img').first().waitFor()
    await choose('已拒绝')
    await selectSamples(3)
    await button('保存').click()
    const failures = front().getByRole('dialog', { name: '3 项没有完成' })
    await failures.waitFor()
    expect(await failures.getByText('没有所需的系统权限，请在设置中开启。').count()).toBe(3)
    expect(await failures.getByText('PermissionDenied').count()).toBe(3)

    await failures.getByText('去设置').click()
    await page.getByText('完成', { exact: true }).click()
    await failures.waitFor()

    await failures.getByText('去设置').click()
    await page.getByRole('switch', { name: '添加到相册' }).check()
    let count = 0
    page.on('download', () => count++)
    await page.getByText('完成', { exact: true }).click()
    await page.getByText('已保存 3 项').waitFor()
    await button('选择').waitFor()
    expect(count).toBe(3)
  })
})

describe('the network', () => {
  test('off while the album opens: it says so, and one tap goes on', async () => {
    await open('pages/me/me')
    await front().getByText('语言', { exact: true }).waitFor()
    await choose('断开')
    await page.getByRole('tab', { name: '相册' }).click()
    await front().getByText('连不上服务器，请检查网络后重试。').waitFor()
    await front().getByText('Backend: unreachable').waitFor()
    await choose('正常')
    await front().getByText('重试', { exact: true }).click()
    await samples().locator('img').first().waitFor()
  })
})

describe('COS', () => {
  test('answers 403 while the album is listed: it says so, with the number of the request', async () => {
    await open('pages/me/me')
    await refuse(/[?&]prefix=/, 403, 'AccessDenied')
    await page.getByRole('tab', { name: '相册' }).click()
    await front().getByText('没有权限进行此操作。').waitFor()
    await front().getByText('AccessDenied NjQ5RequestId').waitFor()
    await page.unrouteAll()
    await front().getByText('重试', { exact: true }).click()
    await samples().locator('img').first().waitFor()
  })

  test('has no such file any more: the page says so, and leads back to the album', async () => {
    await open('pages/album/album')
    await samples().locator('img').first().waitFor()
    await refuse(/\/samples\/(?!.*imageMogr2)/, 404, 'NoSuchKey')
    await samples().locator('img').first().click()
    await front().getByText('文件不存在，可能已被删除。').waitFor()
    await page.unrouteAll()
    await front().getByText('返回相册').click()
    await samples().locator('img').first().waitFor()
  })

  test('loses the file while it is looked at: saving says so, and leads back to the album', async () => {
    await open('pages/album/album')
    await openSample()
    await refuse(/\/samples\/(?!.*imageMogr2)/, 404, 'NoSuchKey')
    await button('保存到相册').click()
    await front().getByText('文件不存在，可能已被删除。').waitFor()
    await page.unrouteAll()
    await front().getByText('返回相册').click()
    await samples().locator('img').first().waitFor()
  })

  test('finds a file too large: the upload says so, with the number of the request', async () => {
    await open('pages/upload/upload')
    await refuse(/large\.pdf/, 400, 'EntityTooLarge')
    await chooseFile('large.pdf')
    await front().getByText('文件太大，无法处理。').waitFor()
    await front().getByText('TooLarge NjQ5RequestId').waitFor()
    await page.unrouteAll()
    await button('重试').click()
    await front()
      .getByText(/^上传完成$/)
      .waitFor()
  })
})

describe('the phone', () => {
  test('whose storage is full says so where a photo is saved, and goes on when there is room', async () => {
    await open('pages/album/album')
    await openSample()
    await choose('已满')
    await button('保存到相册').click()
    await dialog('手机存储空间不足，请清理后重试。').getByText('StorageFull').waitFor()
    await choose('有空间')
    await Promise.all([page.waitForEvent('download'), again('手机存储空间不足')])
  })

  test('that does not let the link be copied leads to the settings', async () => {
    await open('pages/album/album')
    await openSample()
    await page.evaluate(() => {
      Object.assign(wx, { setClipboardData: async () => Promise.reject({ errMsg: 'setClipboardData:fail auth deny' }) })
    })
    await button('复制链接').click()
    await dialog('没有所需的系统权限，请在设置中开启。').getByText('去设置', { exact: true }).waitFor()
  })
})

describe('the privacy terms', () => {
  test('that were not agreed to are shown again by one tap', async () => {
    await open('pages/upload/upload')
    await choose('未同意')
    await front().getByText('选择文件').click()
    await page.getByRole('dialog').getByText('拒绝', { exact: true }).click()
    const words = '需要同意隐私保护指引后才能使用此功能。'
    await dialog(words).getByText('PrivacyNotAuthorized').waitFor()
    await again(words)
    const [chooser] = await Promise.all([
      page.waitForEvent('filechooser'),
      page.getByRole('dialog').getByText('同意', { exact: true }).click(),
    ])
    await chooser.setFiles({ name: 'a.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7') })
    await front()
      .getByText(/^上传完成$/)
      .waitFor()
  })

  test("that do not declare it are the developer's to mend: no button tries again", async () => {
    await open('pages/upload/upload')
    await page.evaluate(() => {
      const failure = {
        errMsg: 'chooseMessageFile:fail api scope is not declared in the privacy agreement',
        errno: 112,
      }
      Object.assign(wx, { chooseMessageFile: async () => Promise.reject(failure) })
    })
    await front().getByText('选择文件').click()
    const told = dialog('此功能尚未在隐私保护指引中声明，请联系开发者。')
    await told.getByText('PrivacyNotDeclared').waitFor()
    expect(await told.getByText('重试').count()).toBe(0)
    await told.getByText('确定').click()
  })
})

describe('the session', () => {
  test('that has ended is begun anew, and the upload goes through', async () => {
    await open('pages/album/album')
    await samples().locator('img').first().waitFor()
    await page.waitForLoadState('networkidle')
    await page.getByRole('button', { name: '让它失效' }).click()
    await page.getByRole('tab', { name: '上传' }).click()
    await chooseFile('a.pdf')
    await front()
      .getByText(/^上传完成$/)
      .waitFor()
  })
})
