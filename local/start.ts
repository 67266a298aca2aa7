import { resolve } from 'node:path'
import open from 'open'
import { readCommandLine, usage, type CommandLine } from './options'
import { portsFrom } from './ports'
import { startLocal, type Local } from './services'

async function main(): Promise<void> {
  const commandLine = readCommandLine(process.argv.slice(2))
  if (commandLine.help) return print(usage.trimEnd())
  const {
    command,
    port,
    fresh,
    json,
    strict,
    credentialsSeconds,
    folder = resolve(__dirname, '../.local'),
  } = commandLine
  if (!json) print('Starting; the first time takes some seconds longer, for the sample pictures.')
  const { sts, ...ports } = portsFrom(port)
  const running = await startLocal({
    ports: command === 'local' && sts !== undefined ? { ...ports, sts } : ports,
    folder: resolve(folder),
    fresh,
    strict,
    credentialsSeconds,
    demo: command === 'demo',
    log: (line) => process.stderr.write(`${line}\n`),
  })
  stopOnSignal(running)
  announce(commandLine, running)
}

function announce({ json, open: mayOpen }: CommandLine, running: Local): void {
  const { page, backend, cos, Bucket, Region, SecretId, SecretKey, sts, wechat } = running
  if (json) return print(JSON.stringify({ page, cos, backend, Bucket, Region, SecretId, SecretKey, wechat, sts }))
  if (!page) {
    print(`Backend ${backend}\nCOS     ${cos}, bucket ${Bucket} in ${Region}`)
    if (sts) print(stsLines(running, sts))
    return print('Ctrl-C ends all of it.')
  }
  print(`The demo is at ${page}\nCtrl-C ends it.`)
  if (mayOpen && hasDisplay()) void openQuietly(page)
}

/** What a backend of one's own needs, with `qcloud-cos-sts` for example. */
function stsLines({ SecretId, SecretKey, wechat }: Local, { host, certificate }: NonNullable<Local['sts']>): string {
  return [
    `STS     https://${host}, for a backend of your own: start it with`,
    `          NODE_EXTRA_CA_CERTS=${certificate}`,
    `        and call qcloud-cos-sts with these, which are good on this machine alone:`,
    `          endpoint: '${host}'`,
    `          secretId: '${SecretId}'`,
    `          secretKey: '${SecretKey}'`,
    `Login   ${wechat}, which takes any code of wx.login in place of https://api.weixin.qq.com`,
  ].join('\n')
}

function hasDisplay(): boolean {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY ?? process.env.WAYLAND_DISPLAY)
}

async function openQuietly(address: string): Promise<void> {
  try {
    const browser = await open(address)
    browser.once('error', () => {})
  } catch {
    // The address is on the screen; whoever wants it there opens it by hand.
  }
}

function stopOnSignal(running: Local): void {
  const end = (): void => void running.stop().then(() => process.exit(0))
  // A terminal sends the signal to everyone, and who started this process may hand it on as well.
  process.on('SIGINT', end)
  process.on('SIGTERM', end)
}

function print(text: string): void {
  process.stdout.write(`${text}\n`)
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(1)
})
