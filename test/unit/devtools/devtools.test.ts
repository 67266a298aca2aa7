import { loadAutomator, type MiniProgram } from '../../devtools/automator'
import { AutomatorPhone } from '../../devtools/automator-phone'
import { findCli, usualPlaces } from '../../devtools/find-cli'
import { runStories } from '../../devtools/run-stories'
import type { Phone } from '../../stories/phone'

describe('the command-line tool', () => {
  test.each([
    ['darwin', '/Applications/wechatwebdevtools.app/Contents/MacOS/cli'],
    ['win32', 'C:\\Program Files (x86)\\Tencent\\微信web开发者工具\\cli.bat'],
    ['linux', '/opt/wechat-web-devtools/bin/wechat-devtools-cli'],
  ] as const)('is found where the installer on %s puts it', (platform, place) => {
    const places = usualPlaces(platform, '/home/me')
    expect(findCli(undefined, places, (file) => file === place)).toBe(place)
  })

  test('is the one that is named, and no other', () => {
    expect(findCli('/my/cli', ['/usual'], () => true)).toBe('/my/cli')
    expect(() => findCli('/my/cli', ['/usual'], (file) => file === '/usual')).toThrow('/my/cli is not there')
  })

  test('that is nowhere is said to be missing, with where it was looked for and what to do', () => {
    const missing = () => findCli(undefined, ['/usual'], () => false)
    expect(missing).toThrow(/not installed here[\s\S]*\/usual[\s\S]*--cli PATH[\s\S]*test\/e2e\/stories\.test\.ts/)
  })
})

describe('the driver', () => {
  test('that is not installed is said to be missing, with how to install it', async () => {
    const load = () => Promise.reject(new Error('not found'))
    await expect(loadAutomator(load)).rejects.toThrow('Install it: npm install --no-save miniprogram-automator@0.12.1')
  })

  test('is taken from the default of its module', async () => {
    const launch = jest.fn()
    expect(await loadAutomator(async () => ({ default: { launch } }))).toEqual({ launch })
  })
})

describe('a phone in DevTools', () => {
  const calls: unknown[][] = []
  const target = (data: Record<string, unknown[]>) => ({
    data: async (field = '') => (data[field]?.length === 1 ? data[field][0] : data[field]?.shift()),
    callMethod: async (...given: unknown[]) => void calls.push(given),
  })
  const component = target({ rows: [[], ['row']] })
  const page = {
    ...target({ state: ['waiting', 'done'] }),
    $: async (id: string) => (id === '#list' ? component : null),
  }
  const program: MiniProgram = {
    reLaunch: async (url) => void calls.push([url]),
    currentPage: async () => page,
    evaluate: async (run, ...given) => (typeof run === 'string' ? undefined : run(...(given as never[]))),
    mockWxMethod: async (name, mock, ...given) =>
      void calls.push([name, mock({ filePath: 'x' } as never, ...(given as never[]))]),
    close: async () => {},
  }
  const phone = new AutomatorPhone(program, async () => {})

  beforeEach(() => {
    calls.length = 0
    Object.assign(globalThis, { getApp: () => app })
  })
  const app: Record<string, unknown> = {}
  afterAll(() => Reflect.deleteProperty(globalThis, 'getApp'))

  test('waits until the data of the page, or of a component, is as wanted', async () => {
    expect(await phone.waitForData('state', (state) => state === 'done')).toBe('done')
    expect(await phone.waitForData('rows', (rows) => Object(rows).length > 0, 'list')).toEqual(['row'])
  })

  test('gives up where it never is, and says what it is', async () => {
    await expect(phone.waitForData('state', () => false)).rejects.toThrow('state is "done"')
  })

  test('calls methods of the page and of its components', async () => {
    await phone.call('pauseAll')
    await phone.call('run', 'list')
    expect(calls).toEqual([['pauseAll'], ['run']])
    await expect(phone.call('run', 'none')).rejects.toThrow('There is no #none on the page')
  })

  test('runs functions there, and keeps what a mocked one was asked', async () => {
    expect(await phone.evaluate((name: string) => name.length, 'four')).toBe(4)
    await phone.mockWx('openDocument', { errMsg: 'openDocument:ok' })
    expect(calls).toEqual([['openDocument', { errMsg: 'openDocument:ok' }]])
    expect(await phone.lastCall('openDocument')).toEqual({ filePath: 'x' })
    expect(await phone.lastCall('never')).toBeNull()
  })
})

test('a story that fails does not keep the others, and is counted', async () => {
  const lines: string[] = []
  const stories = [
    { title: 'fails', run: () => Promise.reject(new Error('no samples are shown')) },
    { title: 'works', run: async () => {} },
  ]
  expect(await runStories(stories, {} as Phone, (line) => lines.push(line))).toBe(1)
  expect(lines).toEqual(['✗ fails\n  no samples are shown', '✓ works'])
})
