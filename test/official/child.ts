import { spawn } from 'node:child_process'
import { createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'

/** A process of a suite. */
export interface Child {
  args: readonly string[]
  cwd: string
  env: Readonly<Record<string, string>>
  /** Takes all that it prints. */
  log: string
}

const LONGEST = 30 * 60 * 1000

/** Runs Node to its end, whatever the end is: a suite with failures ends with a failure. */
export async function runNode({ args, cwd, env, log }: Child): Promise<void> {
  const child = spawn(process.execPath, args, { cwd, env: { ...process.env, ...env }, timeout: LONGEST })
  const file = createWriteStream(log)
  child.stderr.pipe(file, { end: false })
  await pipeline(child.stdout, file)
}
