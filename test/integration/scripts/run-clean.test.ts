import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { connect } from 'node:net'
import { resolve } from 'node:path'
import { cleanUpAfterEach } from '../../clean-up'

const script = resolve(__dirname, '../../../scripts/run-clean.mjs')
const ofTest = cleanUpAfterEach()

interface Outcome {
  status: number | null
  output: string
  errors: string
}

/** Runs a program of Node by `scripts/run-clean.mjs`. */
async function runClean(program: string, minutes = 1): Promise<Outcome> {
  const folder = await ofTest.folder('run-clean-')
  const child = spawn(process.execPath, [script, String(minutes), process.execPath, '-e', program], {
    env: { ...process.env, TMPDIR: folder },
  })
  let output = ''
  let errors = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text))
  return new Promise((settle, reject) => {
    child.on('error', reject)
    child.on('close', (status) => settle({ status, output, errors }))
  })
}

/** Starts a server that nobody ends, in a group of its own, prints its port, and goes on with `then`. */
const startServer = (then: string) => `
  const { spawn } = require('node:child_process')
  const serve = "const s = require('node:net').createServer().listen(0, '127.0.0.1', () => console.log(s.address().port))"
  const server = spawn(process.execPath, ['-e', serve], { detached: true, stdio: ['ignore', 'pipe', 'ignore'] })
  server.stdout.once('data', (port) => { process.stdout.write(port); ${then} })`

function isListening(port: number): Promise<boolean> {
  return new Promise((settle) => {
    const socket = connect(port, '127.0.0.1')
    socket.once('connect', () => settle(Boolean(socket.destroy())))
    socket.once('error', () => settle(false))
  })
}

test('a command has an empty folder for temporary files, which is removed', async () => {
  const { status, output, errors } = await runClean(
    'const folder = os.tmpdir(); console.log(JSON.stringify([folder, fs.readdirSync(folder)]))',
  )
  expect({ status, errors }).toEqual({ status: 0, errors: '' })
  const [folder, names] = JSON.parse(output) as [string, string[]]
  expect(names).toEqual([])
  expect(existsSync(folder)).toBe(false)
})

test('a command that fails, fails', async () => {
  const { status, errors } = await runClean('process.exit(3)')
  expect(status).toBe(1)
  expect(errors).toMatch(/: ended with status 3\n$/)
})

test('a limit is a number of minutes', async () => {
  const { status, errors } = await runClean('process.exit(3)', Number.NaN)
  expect({ status, errors }).toEqual({
    status: 2,
    errors: 'usage: node scripts/run-clean.mjs <minutes> <command> [argument …]\n',
  })
})

test('a command that hangs is ended, and what it says of itself is told', async () => {
  const list = "fs.writeFileSync(path.join(os.tmpdir(), 'running.txt'), 'a.test.ts\\n')"
  const { status, errors } = await runClean(`${list}; setInterval(() => {}, 1000)`, 0.03)
  expect(status).toBe(1)
  expect(errors).toMatch(/: took longer than 0.03 minutes, and was ended\n {2}under way: a.test.ts\n$/)
})

test('a command that hangs is ended with all that it has started, and fails', async () => {
  const { status, output, errors } = await runClean(startServer('setInterval(() => {}, 1000)'), 0.03)
  expect(status).toBe(1)
  expect(errors).toMatch(/: took longer than 0.03 minutes, and was ended\n$/)
  expect(await isListening(Number(output))).toBe(false)
})

test('a command that leaves a process behind fails by its name, and the process is ended', async () => {
  const { status, output, errors } = await runClean(startServer('process.exit()'))
  expect(status).toBe(1)
  expect(errors).toMatch(/: left a process running: \d+ .*createServer/)
  expect(await isListening(Number(output))).toBe(false)
})

test('a command that leaves a file behind fails by its name', async () => {
  const { status, errors } = await runClean("fs.writeFileSync(path.join(os.tmpdir(), 'left.txt'), '')")
  expect(status).toBe(1)
  expect(errors).toMatch(/: left left.txt in the folder for temporary files\n$/)
})
