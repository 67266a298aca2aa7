// Checks what npm would publish of `sdk/`: packed aside, so that nothing appears in the checkout meanwhile.
import { execSync, spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { asideOf, removeAside } from './aside.mjs'
import { root } from './paths.mjs'

try {
  const packed = pack()
  const checks = [
    ['publint', packed, '--strict'],
    ['attw', packed],
  ]
  process.exitCode = checks.every(run) ? 0 : 1
} finally {
  removeAside()
}

/** @returns the path of the file that would be published */
function pack() {
  const folder = asideOf('package')
  mkdirSync(folder, { recursive: true })
  execSync(`npm pack --silent --pack-destination "${folder}"`, {
    cwd: `${root}/sdk`,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const [name] = readdirSync(folder)
  return join(folder, name)
}

function run([command, ...args]) {
  // A command of npm's is a script for a shell on Windows.
  const { status } = spawnSync(`${root}/node_modules/.bin/${command}`, args, {
    stdio: 'inherit',
    shell: process.platform === 'win32',
  })
  return status === 0
}
