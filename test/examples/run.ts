import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'

const LONGEST_MS = 20 * 60_000
/** Characters of what a program has printed last. */
const SHOWN = 3000

/** Where and how a program runs. */
export interface RunOptions {
  cwd: string
  env?: Readonly<Record<string, string>>
}

/**
 * Runs a program to its end.
 * @returns what it has printed
 * @throws with the end of that, where it fails
 */
export async function run(command: string, args: readonly string[], { cwd, env }: RunOptions): Promise<string> {
  const child = spawn(command, args, {
    cwd,
    env: { ...process.env, CI: 'true', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: LONGEST_MS,
    // npm and npx are scripts there.
    shell: process.platform === 'win32',
  })
  const [output, errors, [status]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')])
  if (status === 0) return output
  const told = `${output}\n${errors}`.trim().slice(-SHOWN)
  throw new Error(`${command} ${args.join(' ')} ended with ${String(status)}:\n${told}`)
}

/** Runs a script of this repository, or of an installed package, with Node. */
export function runNode(args: readonly string[], options: RunOptions): Promise<string> {
  return run(process.execPath, args, options)
}
