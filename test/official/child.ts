import { spawn } from 'node:child_process'
import { once } from 'node:events'
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

/**
 * Runs Node to its end, whatever the end is: a suite with failures ends with a failure.
 * @throws where it takes too long
 */
export async function runNode({ args, cwd, env, log }: Child): Promise<void> {
  const child = spawn(process.execPath, args, { cwd, env: { ...process.env, ...env }, timeout: LONGEST })
  const file = createWriteStream(log)
  child.stderr.pipe(file, { end: false })
  const closed = once(child, 'close')
  await pipeline(child.stdout, file)
  await closed
  if (child.killed)
    throw new Error(`The suite has not ended within ${LONGEST / 60_000} minutes: --logs keeps what it prints`)
}
