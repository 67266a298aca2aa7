import { rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'

/**
 * Keeps a list of the test files under way in `running.txt`, in the folder for temporary files: where jest hangs and is
 * ended from outside, `scripts/run-clean.mjs` says at which of them.
 */
export default class RunningReporter {
  constructor({ rootDir }) {
    this.rootDir = rootDir
    this.running = new Set()
  }

  onTestFileStart({ path }) {
    this.running.add(path)
    this.write()
  }

  onTestFileResult({ path }) {
    this.running.delete(path)
    this.write()
  }

  onRunComplete() {
    rmSync(this.file(), { force: true })
  }

  write() {
    writeFileSync(this.file(), [...this.running].map((path) => `${relative(this.rootDir, path)}\n`).join(''))
  }

  file() {
    return join(tmpdir(), 'running.txt')
  }
}
