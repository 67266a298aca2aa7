import { spawn } from 'node:child_process'
import { resolve } from 'node:path'
import { createInterface } from 'node:readline'

const root = resolve(__dirname, '../../..')

/** What `npm run local -- --json` prints. */
export interface LocalLine {
  cos: string
  backend: string
  Bucket: string
  Region: string
  SecretId: string
  SecretKey: string
  /** What stands in for WeChat's login. */
  wechat: string
  /** Where it serves an STS, and the certificate to trust. */
  sts: { host: string; certificate: string }
}

/** A command that is running in a group of processes of its own, as in a terminal. */
export interface RunningCommand {
  /** The first line that is JSON; rejects, with all that was printed, where the command ends without one. */
  ready: Promise<LocalLine>
  ended: Promise<{ status: number | null; lines: string[]; errors: string }>
  /** Signals the whole group, as Ctrl-C does. */
  interrupt(): void
  /** Ends it where it still runs. */
  stop(): Promise<void>
}

/** Runs `npm run local -- …`. */
export function npmRunLocal(...args: readonly string[]): RunningCommand {
  const child = spawn('npm', ['run', 'local', '--', ...args], {
    cwd: root,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const lines: string[] = []
  let errors = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text))
  const ended = new Promise<{ status: number | null; lines: string[]; errors: string }>((settle, reject) => {
    child.on('error', reject)
    child.on('close', (status) => settle({ status, lines, errors }))
  })
  const ready = new Promise<LocalLine>((settle, reject) => {
    createInterface(child.stdout).on('line', (line) => {
      lines.push(line)
      if (line.startsWith('{')) settle(readLine(line))
    })
    void ended.then(() => reject(new Error(`the command ended:\n${lines.join('\n')}\n${errors}`)))
  })
  // Where nobody waits for it, its end is enough.
  ready.catch(() => {})
  const interrupt = (): void => void (child.pid && process.kill(-child.pid, 'SIGINT'))
  const stop = async (): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null) interrupt()
    await ended
  }
  return { ready, ended, interrupt, stop }
}

function readLine(line: string): LocalLine {
  const read = new Map<string, unknown>(Object.entries(JSON.parse(line) as object))
  const field = (name: string): string => {
    const value = read.get(name)
    if (typeof value !== 'string') throw new Error(`${name} is missing in ${[...read.keys()].join(', ')}`)
    return value
  }
  const [cos, backend, Bucket, Region] = [field('cos'), field('backend'), field('Bucket'), field('Region')]
  const sts = read.get('sts') as LocalLine['sts']
  return {
    cos,
    backend,
    Bucket,
    Region,
    SecretId: field('SecretId'),
    SecretKey: field('SecretKey'),
    wechat: field('wechat'),
    sts,
  }
}
