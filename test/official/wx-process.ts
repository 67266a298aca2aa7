/** The process of the mini program suite: sets up `wx`, and runs the suite's one file. */
import { appendFileSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { inspect } from 'node:util'
import vm from 'node:vm'
import { isCosHost } from '../../local/cos/message/host'
import { createWx, generatedFile, overHttp, realClock } from '../wx'
import type { TestResult } from './suite'

interface Config {
  folder: string
  report: string
  cosPort: number
  stsUrl: string
  Bucket: string
  Region: string
}

type Assertion = readonly [isGood: unknown, message: string]
type Test = readonly [title: string, run: (done: () => void, assert: unknown) => void]

const config = JSON.parse(process.argv[2] ?? '') as Config
const SECONDS = 60
let running = { assertions: [] as Assertion[], finish: (_error?: unknown) => {} }

// An error that is thrown in a callback belongs to the test that is running.
process.on('uncaughtException', (error) => running.finish(error))
process.on('unhandledRejection', (error) => running.finish(error))
start()

function start(): void {
  const file = join(config.folder, 'demo/test.js')
  const suiteRequire = createRequire(file)
  const settings = { Bucket: config.Bucket, Region: config.Region, stsUrl: config.stsUrl }
  const wx = createSuiteWx()
  Object.assign(globalThis, { wx, window: undefined })
  const requireInSuite = (name: string): unknown => (name === './config' ? settings : suiteRequire(name))
  const scope = { require: requireInSuite, wx, console: quietConsole(), runTest, noteAssertion }
  const names = Object.keys(scope)
  const run: unknown = vm.runInThisContext(`(function (${names.join(', ')}) {${instrumented(file)}\n})`, file)
  if (typeof run === 'function') run(...Object.values(scope))
}

/** The suite as it is, but that each test, and each of its assertions, is told to this process. */
function instrumented(file: string): string {
  const source = readFileSync(file, 'utf8')
  const replacements = [
    ['testItem[1](nextTest, assert);', 'runTest(groupItem[0], testItem, nextTest, assert);'],
    ["console[result ? 'info' : 'error'](message.join(' '));", 'noteAssertion(result, msg);'],
  ] as const
  return replacements.reduce((text, [before, after]) => {
    if (!text.includes(before)) throw new Error(`The suite has changed: there is no ${before} in it.`)
    return text.replace(before, after)
  }, source)
}

function createSuiteWx() {
  const cos = overHttp(`127.0.0.1:${config.cosPort}`)
  const others = overHttp()
  const size = 5 * 1024 * 1024
  const files = { 'wxfile://tmp/5m.zip': generatedFile(size), 'wxfile://tmp/1.txt': 'a'.repeat(1024) }
  const handler = (host: string) => (isCosHost(host) ? cos : others).handler(host)
  const wx = createWx({ clock: realClock(), handler, measureMemory: false, files })
  const tempFiles = [
    { tempFilePath: 'wxfile://tmp/5m.zip', name: '5m.zip', size },
    { tempFilePath: 'wxfile://tmp/1.txt', name: '1.txt', size: 1024 },
  ]
  const chooseMedia = ({ success }: { success: (result: unknown) => void }) =>
    void setTimeout(() => success({ tempFiles }))
  return Object.assign(wx, { chooseMedia, showModal: () => {}, showToast: () => {} })
}

function noteAssertion(isGood: unknown, message?: string): void {
  running.assertions.push([isGood, message ?? ''])
}

function runTest(group: string, [title, run]: Test, next: () => void, assert: unknown): void {
  let isOver = false
  const finish = (error?: unknown) => {
    if (isOver) return
    isOver = true
    clearTimeout(timer)
    tell({ group, title, ...outcomeOf(mine.assertions, error) })
    setTimeout(next)
  }
  const mine = { assertions: [] as Assertion[], finish }
  running = mine
  const timer = setTimeout(() => finish(new Error(`not over after ${SECONDS} s`)), SECONDS * 1000)
  try {
    run(() => finish(), assert)
  } catch (error) {
    finish(error)
  }
}

function outcomeOf(assertions: readonly Assertion[], error: unknown): Pick<TestResult, 'state' | 'error'> {
  if (error !== undefined) return { state: 'failed', error: inspect(error) }
  const failed = assertions.filter(([isGood]) => !isGood)
  if (failed.length === 0) return { state: 'passed' }
  return { state: 'failed', error: failed.map(([, message]) => message || 'an assertion failed').join('; ') }
}

function tell(result: TestResult): void {
  appendFileSync(config.report, `${JSON.stringify(result)}\n`)
}

/** The suite says on the console when it is over, and much else. */
function quietConsole() {
  const nothing = () => {}
  const log = (text: unknown) => {
    if (String(text).includes('test complete')) setTimeout(() => process.exit(0), 200)
  }
  return { ...console, log, info: nothing, warn: nothing, error: nothing }
}
