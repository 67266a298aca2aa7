import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { environment } from '../../unit/server/backend'

const MAIN = join(__dirname, '../../../server/src/main.ts')

/** An environment as in production; the keys are examples. */
export const production = {
  ...environment,
  ISSUER: 'sts',
  TENCENT_SECRET_ID: 'AKIDEXAMPLE',
  TENCENT_SECRET_KEY: 'example-secret-key',
  HOST: '127.0.0.1',
  PORT: '0',
  LOG_LEVEL: 'info',
}

/** One line of the log. */
export type LogLine = Record<string, unknown> & { msg: string }

/** The backend as a process of its own. */
export interface BackendProcess {
  child: ChildProcess
  /** What it has logged so far. */
  lines: LogLine[]
  /** Waits for a line with this message. */
  logged: (msg: string) => Promise<LogLine>
  /** Exit code and signal. */
  closed: Promise<unknown[]>
  /** What it wrote to the standard error; complete once it is closed. */
  stderr: () => string
}

/** Starts the backend in a folder, with just this environment. */
export function runBackend(folder: string, env: Record<string, string>): BackendProcess {
  const tsx = createRequire(__filename).resolve('tsx')
  const child = spawn(process.execPath, ['--import', tsx, MAIN], {
    cwd: folder,
    // Where tsx keeps what it has compiled.
    env: { PATH: process.env.PATH, TMPDIR: tmpdir(), ...env },
  })
  const closed = once(child, 'close')
  let stderr = ''
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => (stderr += chunk))
  const lines: LogLine[] = []
  const reader = createInterface({ input: child.stdout })
  reader.on('line', (line) => lines.push(JSON.parse(line) as LogLine))
  const logged = async (msg: string) => {
    for (;;) {
      const found = lines.find((line) => line.msg === msg)
      if (found !== undefined) return found
      await Promise.race([once(reader, 'line'), closed.then(() => Promise.reject(new Error(`It ended: ${stderr}`)))])
    }
  }
  return { child, lines, logged, closed, stderr: () => stderr }
}

/** Where it can be called, once it listens. */
export async function urlOf({ logged }: BackendProcess): Promise<string> {
  const { port } = await logged('listening')
  return `http://127.0.0.1:${String(port)}`
}
