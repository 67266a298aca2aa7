// Runs the stories of the demo in WeChat DevTools, against local services on this machine.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { startLocal } from '../../local/services'
import { stories } from '../stories/stories'
import { loadAutomator } from './automator'
import { AutomatorPhone } from './automator-phone'
import { findCli } from './find-cli'
import { runStories } from './run-stories'

const ROOT = path.resolve(__dirname, '../..')
/** Where the demo looks for its backend: miniprogram/config.ts. */
const PORTS = { page: 5180, backend: 5181, cos: 5182 }

async function main(): Promise<number> {
  const { values } = parseArgs({ options: { cli: { type: 'string' } } })
  const cliPath = findCli(values.cli)
  const automator = await loadAutomator()
  const folder = await mkdtemp(path.join(tmpdir(), 'devtools-'))
  try {
    const local = await startLocal({ ports: PORTS, folder })
    try {
      const program = await automator.launch({ cliPath, projectPath: ROOT })
      return await runStories(stories, new AutomatorPhone(program), console.log).finally(() => program.close())
    } finally {
      await local.stop()
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

main().then(
  (failed) => (process.exitCode = failed === 0 ? 0 : 1),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 1
  },
)
