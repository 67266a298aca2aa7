import { rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { kill, leftFiles, leftProcesses } from '../scripts/leftovers.mjs'

/** After the last test: fails where tests have left something behind, and sees to it that jest ends. */
export default async function tearDown({ watch, watchAll }) {
  const folder = tmpdir()
  const processes = await leftProcesses(folder)
  const left = [...processes.map(({ id, command }) => `process ${id}: ${command}`), ...leftFiles(folder)]
  for (const { id } of processes) kill(id)
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
  if (!watch && !watchAll) endSoon()
  if (left.length > 0) throw new Error(`Tests have left this behind:\n${left.join('\n')}`)
}

/**
 * A test that was given up half-way keeps its servers open, since what would close them comes later in it; and jest, where
 * it runs tests in its own process, would wait for ever.
 */
function endSoon() {
  setTimeout(() => {
    const open = process.getActiveResourcesInfo().filter((name) => !/^(Timeout|TTYWrap|PipeWrap)$/.test(name))
    console.error(`Tests have left this open, which keeps jest from ending: ${open.join(', ')}`)
    process.exit(1)
  }, 3000).unref()
}
