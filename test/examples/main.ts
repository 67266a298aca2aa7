/** `npm run test:examples`: installs, builds and uses what lies in `examples/`. */
import { CleanUp } from '../clean-up'
import { startLocal } from '../../local/services'
import { checks, type Surroundings } from './checks'
import { readOptions } from './options'
import { NotInstalled, openWorkspace } from './workspace'

type Outcome = 'passed' | 'failed' | 'skipped'

const cleanUp = new CleanUp()

async function main(): Promise<void> {
  const { names, allowSkips, keep } = readOptions(process.argv.slice(2), [...checks.keys()])
  const surroundings = await setUp(keep)
  const outcomes = new Map<string, Outcome>()
  for (const name of names) outcomes.set(name, await tryOne(name, surroundings))
  const named = (wanted: Outcome): string[] => names.filter((name) => outcomes.get(name) === wanted)
  for (const outcome of ['passed', 'failed', 'skipped'] as const) {
    if (named(outcome).length > 0) print(`${outcome}: ${named(outcome).join(', ')}`)
  }
  if (named('failed').length > 0 || (!allowSkips && named('skipped').length > 0)) process.exitCode = 1
}

async function setUp(keep: string | undefined): Promise<Surroundings> {
  const workspace = cleanUp.adopt(await openWorkspace(keep), (opened) => opened.remove())
  const folder = await cleanUp.folder('examples-local-')
  const ports = { page: 0, backend: 0, cos: 0, sts: 0 }
  const local = await startLocal({ ports, folder, samples: false, log: (line) => print(`  [local] ${line}`) })
  return { workspace, local: cleanUp.adopt(local, (running) => running.stop()) }
}

async function tryOne(name: string, surroundings: Surroundings): Promise<Outcome> {
  const begun = Date.now()
  const seconds = (): string => `${Math.round((Date.now() - begun) / 1000)} s`
  print(name)
  try {
    const seen = await checks.get(name)?.(surroundings)
    print(`  passed in ${seconds()}: ${seen?.join('; ')}`)
    return 'passed'
  } catch (error) {
    const outcome = error instanceof NotInstalled ? 'skipped' : 'failed'
    print(`  ${outcome} after ${seconds()}: ${error instanceof Error ? error.message : String(error)}`)
    return outcome
  }
}

function print(line: string): void {
  process.stdout.write(`${line}\n`)
}

main()
  .catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    process.exitCode = 1
  })
  .finally(cleanUp.run)
