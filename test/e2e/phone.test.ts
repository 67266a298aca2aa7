import type { Page } from 'playwright-core'
import { cleanUpAfterAll, cleanUpAfterEach } from '../clean-up'
import { type FixtureHost, startFixture } from './fixture-host'
import { type Peer, startPeer } from './peer'
import { callWx, type Outcome } from './wx-call'

jest.setTimeout(30_000)

const ofFile = cleanUpAfterAll()
const ofTest = cleanUpAfterEach()
let host: FixtureHost
let peer: Peer
let page: Page

beforeAll(async () => {
  peer = ofFile.adopt(await startPeer(), (started) => started.close())
  host = await startFixture(ofFile)
}, 60_000)

beforeEach(async () => {
  const opened = await host.open('pages/elements/elements', { viewport: { width: 1280, height: 900 } })
  page = ofTest.adopt(opened, () => opened.context().close())
  await page.locator('#agree').waitFor()
})

const choose = (value: string) => page.getByRole('radio', { name: value, exact: true }).check()
const events = () => page.evaluate<unknown[]>(() => getCurrentPages().at(-1)?.events)
const show = (picture: string) => page.evaluate((src) => getCurrentPages()[0]?.setData({ picture: src }), picture)
const shown = () => page.waitForFunction(() => getCurrentPages()[0]?.events.length > 0)

describe('a picture', () => {
  test('of the network is none while that is off; one of the phone is there', async () => {
    await choose('断开')
    await show(`${peer.url}/pixel.png`)
    await shown()
    expect(await events()).toEqual([['error', { errMsg: 'image load failed' }]])
    await show('/images/blue.png')
    await page.waitForFunction(() => getCurrentPages()[0]?.events.length > 1)
    expect((await events())[1]).toEqual(['load', { width: expect.any(Number), height: expect.any(Number) }])
  })

  test('comes over the slow line', async () => {
    await choose('慢')
    await show(`${peer.url}/pixel.png`)
    await shown()
    expect(await events()).toEqual([['load', { width: 1, height: 1 }]])
  })

  test('cannot be read while the network is off', async () => {
    const src = `${peer.url}/pixel.png`
    expect(await callWx(page, 'getImageInfo', { src })).toMatchObject({ width: 1, height: 1 })
    await choose('断开')
    expect(await callWx(page, 'getImageInfo', { src })).toMatchObject({
      errMsg: expect.stringContaining('getImageInfo:fail'),
    })
  })
})

describe('the privacy terms', () => {
  type Ask = (resolve: (answer: object) => void, info: object) => void

  /** Registers two listeners, of which WeChat asks the last. The typings know no `referrer`. */
  const listen = (answer: object) =>
    page.evaluate((given) => {
      const register: (ask: Ask) => void = Reflect.get<object, PropertyKey>(wx, 'onNeedPrivacyAuthorization')
      register(() => getCurrentPages()[0]?.events.push('the first one'))
      register((resolve, info) => {
        getCurrentPages()[0]?.events.push(info)
        resolve(given)
      })
    }, answer)

  test('are asked about by the app, where it listens; a refusal is 104', async () => {
    await choose('未同意')
    await listen({ event: 'disagree' })
    expect(await callWx(page, 'setClipboardData', { data: 'x' })).toEqual({
      errMsg: 'setClipboardData:fail privacy permission is not authorized',
      errno: 104,
    })
    expect(await events()).toEqual([{ referrer: 'setClipboardData' }])
  })

  test('are agreed to by the app', async () => {
    await choose('未同意')
    await listen({ event: 'agree', buttonId: 'agree' })
    expect(await callWx(page, 'requirePrivacyAuthorize')).toEqual({ errMsg: 'requirePrivacyAuthorize:ok' })
    expect(await callWx(page, 'getPrivacySetting')).toMatchObject({ needAuthorization: false })
  })

  test('are agreed to with a button of the app', async () => {
    await choose('未同意')
    await page.locator('#agree').click()
    expect(await events()).toEqual(['agreed'])
    expect(await page.getByRole('radio', { name: '已同意' }).isChecked()).toBe(true)
  })
})

describe('a share card', () => {
  const card = () => page.getByRole('dialog').locator('.wechat-share-card')

  test('by the menu has the title and the picture that the page gives, and its own path', async () => {
    await page.getByRole('button', { name: '更多' }).click()
    await page.getByText('发送给朋友').click()
    await card().getByText('Now', { exact: true }).waitFor()
    const picture = await card()
      .locator('.wechat-share-picture')
      .evaluate((element) => getComputedStyle(element).backgroundImage)
    expect(picture).toContain('/images/blue.png')
    expect(await events()).toEqual([['menu', undefined]])
    const [friend] = await Promise.all([page.waitForEvent('popup'), page.getByText('像朋友那样打开').click()])
    expect(new URL(friend.url()).hash).toBe('#/pages/elements/elements')
  })

  test('by a button waits for what the page promises, and opens on the phone of another person', async () => {
    const { code } = await callWx(page, 'login')
    await page.locator('#share').click()
    await card().getByText('Later', { exact: true }).waitFor()
    expect(await events()).toEqual([['button', { key: 'a b' }]])
    const [friend] = await Promise.all([page.waitForEvent('popup'), page.getByText('像朋友那样打开').click()])
    await friend.getByText('id=shared').waitFor()
    expect(await friend.evaluate(() => wx.getLaunchOptionsSync())).toMatchObject({
      path: 'pages/detail/detail',
      query: { id: 'shared' },
      scene: 1007,
    })
    const deviceIn = (outcome: Outcome) => String(outcome.code).split('.')[0]
    expect(deviceIn(await callWx(friend, 'login'))).not.toBe(deviceIn({ code }))
  })

  test('cannot be made of a page that has nothing to say of itself', async () => {
    await page.evaluate(() => wx.navigateTo({ url: '/pages/detail/detail' }))
    await page.getByRole('button', { name: '更多' }).click()
    await page.getByText('当前页面未设置分享').waitFor()
    await page.getByRole('dialog').getByText('取消', { exact: true }).click()
    expect(await page.getByRole('dialog').count()).toBe(0)
  })
})
