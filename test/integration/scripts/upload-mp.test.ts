/** `npm run preview` and `npm run upload`, sent to a `servicewechat.com` of this test. */
import { spawn } from 'node:child_process'
import { generateKeyPairSync } from 'node:crypto'
import { once } from 'node:events'
import { readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { text } from 'node:stream/consumers'
import { cleanUpAfterEach } from '../../clean-up'
import { writeApp } from '../check-mp/check-mp'
import { sampleApp } from '../check-mp/sample-app'
import { picture, rows } from './qr-code'
import { ServiceWeChat } from './servicewechat'

const root = resolve(__dirname, '../../..')
const { version } = JSON.parse(readFileSync(join(root, 'sdk/package.json'), 'utf8')) as { version: string }
const cleanUp = cleanUpAfterEach()
/** Loading and running WeChat's compiler takes long on a busy machine. */
const PATIENCE = 300_000

const { privateKey: MINIPROGRAM_KEY, publicKey } = generateKeyPairSync('rsa', {
  modulusLength: 1024,
  privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
  publicKeyEncoding: { type: 'pkcs1', format: 'pem' },
})
const login = { MINIPROGRAM_APPID: 'wx0123456789abcdef', MINIPROGRAM_KEY }

interface Ended {
  status: number | null
  stdout: string
  stderr: string
}

async function run(args: readonly string[], env: Record<string, string> = {}): Promise<Ended> {
  const child = spawn(process.execPath, [join(root, 'scripts/upload-mp.mjs'), ...args], {
    env: { PATH: process.env.PATH, TMPDIR: process.env.TMPDIR, ...env },
  })
  const [stdout, stderr, [status]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')])
  return { status: status as number | null, stdout, stderr }
}

/** The options that name a small mini program. */
async function sampleProject(): Promise<string[]> {
  const folder = await cleanUp.folder('sample-')
  writeApp(folder, sampleApp)
  return ['--project', folder]
}

async function runAgainst(answers: Record<string, unknown>, args: readonly string[], more?: Record<string, string>) {
  const folder = await cleanUp.folder('upload-mp-')
  const service = new ServiceWeChat(answers)
  cleanUp.adopt(service, ({ stop }) => stop())
  const { env, cert } = await service.start(join(folder, 'certificate.pem'))
  writeFileSync(join(folder, 'certificate.pem'), cert)
  const ended = await run([...args, ...(await sampleProject())], { ...login, ...env, ...more })
  return { ended, arrived: service.arrived, folder }
}

const subpackage_info = [
  { name: '__FULL__', size: 2048 },
  { name: '__APP__', size: 1024 },
]

describe('npm run preview', () => {
  it(
    'shows the QR code in the terminal and in the summary of a workflow',
    async () => {
      const summary = join(await cleanUp.folder('summary-'), 'summary.md')
      const answers = {
        '/wxa/ci/testSourceURL': { errCode: 0, body: { subpackage_info, qrcode_img: await picture() } },
      }

      const { ended, arrived } = await runAgainst(answers, ['preview'], { GITHUB_STEP_SUMMARY: summary })

      expect(ended).toMatchObject({ status: 0, stderr: '' })
      for (const row of rows) {
        const [white, black] = ['\u001B[47m  \u001B[0m', '\u001B[40m  \u001B[0m']
        expect(ended.stdout).toContain(row.replaceAll('0', white).replaceAll('1', black))
        expect(readFileSync(summary, 'utf8')).toContain(row.replaceAll('0', '  ').replaceAll('1', '██'))
      }
      expect(ended.stdout).toMatch(/^all packages: 2\.0 KB\nmain package: 1\.0 KB$/m)
      expect(arrived.find(({ path }) => path === '/wxa/ci/testSourceURL')).toMatchObject({
        query: { appid: login.MINIPROGRAM_APPID, robot: '1' },
      })
    },
    PATIENCE,
  )
})

describe('npm run upload', () => {
  it(
    'sends the version of package.json, the description and the robot that are given',
    async () => {
      const answers = { '/wxa/ci/upload': { errCode: 0, body: { subpackage_info } } }
      const { ended, arrived } = await runAgainst(answers, ['upload', '--robot', '7', '--desc', 'for the review'])
      expect(ended).toMatchObject({ status: 0, stderr: '' })
      expect(ended.stdout).toContain(`${version} by robot 7, for the review\n`)
      const upload = arrived.find(({ path }) => path === '/wxa/ci/upload')
      expect(upload).toMatchObject({ query: { version, robot: '7', desc: 'for the review', type: 'miniProgram' } })
      expect(upload?.bytes).toBeGreaterThan(1000)
    },
    PATIENCE,
  )

  it(
    'says why WeChat refuses a key, and does not quote it',
    async () => {
      const refused = { errCode: -1, errMsg: 'signature does not match' }
      const { ended } = await runAgainst({ '/wxa/ci/upload': refused }, ['upload'])
      expect(ended).toMatchObject({
        status: 1,
        stderr: expect.stringMatching(/^upload: WeChat refuses with -1, signature does not match: check that the key /),
      })
      expect(ended.stderr + ended.stdout).not.toContain(MINIPROGRAM_KEY.split('\n')[1])
    },
    PATIENCE,
  )

  it(
    'says that there is no network',
    async () => {
      const ended = await run(['upload', ...(await sampleProject())], { ...login, HTTPS_PROXY: 'http://127.0.0.1:9' })
      expect(ended).toEqual({
        status: 1,
        stdout: '',
        stderr:
          'upload: servicewechat.com cannot be reached (ECONNREFUSED): check the network; HTTPS_PROXY is heeded.\n',
      })
    },
    PATIENCE,
  )

  it(
    'with --dry compiles, says the sizes, and needs neither key nor network',
    async () => {
      const ended = await run(['upload', '--dry', ...(await sampleProject())], { HTTPS_PROXY: 'http://127.0.0.1:9' })
      expect(ended).toMatchObject({ status: 0, stderr: '' })
      expect(ended.stdout).toMatch(
        /^\S+, .+\nmain package: \d+\.\d KB\nsubpackage extra: \d+\.\d KB\nnothing was sent\n$/,
      )
    },
    PATIENCE,
  )

  it.each<[string, Record<string, string>, string[], string]>([
    ['no AppID', { MINIPROGRAM_KEY }, [], 'MINIPROGRAM_APPID is missing'],
    ['the AppID of tourists', { ...login, MINIPROGRAM_APPID: 'touristappid' }, [], 'MINIPROGRAM_APPID is no AppID'],
    ['no key', { MINIPROGRAM_APPID: login.MINIPROGRAM_APPID }, [], 'there is no key: put it into MINIPROGRAM_KEY'],
    ['a key that is none', { ...login, MINIPROGRAM_KEY: 'a secret' }, [], 'the key is no private key in PEM'],
    ['a public key', { ...login, MINIPROGRAM_KEY: publicKey }, [], 'the key is no'],
    [
      'a file that is missing',
      { MINIPROGRAM_APPID: login.MINIPROGRAM_APPID, MINIPROGRAM_KEY_FILE: '/none' },
      [],
      'MINIPROGRAM_KEY_FILE cannot be read: ENOENT',
    ],
    ['a robot that is none', login, ['--robot', '31'], 'the robot is a number from 1 to 30, not 31'],
    ['a robot of the environment that is none', { ...login, MINIPROGRAM_ROBOT: 'one' }, [], 'the robot is a number'],
    ['an unknown option', login, ['--version'], "Unknown option '--version'"],
    ['an unknown command', login, ['more'], 'say preview or upload'],
  ])('says what is wrong with %s, and sends nothing', async (_, env, args, said) => {
    const ended = await run(['upload', ...args], { ...env, HTTPS_PROXY: 'http://127.0.0.1:9' })
    expect(ended).toMatchObject({ status: 1, stdout: '', stderr: expect.stringContaining(`upload: ${said}`) })
    expect(ended.stderr).not.toContain('a secret')
  })
})
