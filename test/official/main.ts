/** `npm run test:official`: runs the official suites, one after another, each against a fresh local COS. */
import { cp, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createCos, createSts, memoryStorage, serve } from '../../local/cos'
import { keysHandler, type KeyScope } from './keys'
import { runNodeSuite } from './node-suite'
import { readOptions } from './options'
import { formatSummary, summarize } from './report'
import type { RunSuite, SuiteName, TestResult } from './suite'
import { runWebSuite } from './web-suite'
import { runWxSuite } from './wx-suite'

const Bucket = 'demo-1250000000'
const Region = 'ap-guangzhou'
const key = { SecretId: 'AKIDEXAMPLEOFFICIAL', SecretKey: 'example-key-of-the-suites' }

interface Suite {
  run: RunSuite
  /** Which of Tencent's settings of a bucket it needs. */
  strict: boolean
  scope: KeyScope
}

const UPLOAD = ['PutObject', 'PostObject', 'InitiateMultipartUpload', 'ListMultipartUploads', 'ListParts'].concat([
  'UploadPart',
  'CompleteMultipartUpload',
  'AbortMultipartUpload',
  'GetObject',
  'HeadObject',
])

const suites: Readonly<Record<SuiteName, Suite>> = {
  node: { run: runNodeSuite, strict: true, scope: { prefix: 'nodejs-sdk/test/', actions: UPLOAD } },
  web: { run: runWebSuite, strict: true, scope: { prefix: 'js-sdk/test/', actions: UPLOAD } },
  // It signs addresses without their host.
  wx: { run: runWxSuite, strict: false, scope: { prefix: '', actions: ['*'] } },
}

async function main(): Promise<void> {
  const { folders, logs } = readOptions(process.argv.slice(2))
  for (const [name, folder] of folders) {
    const summary = summarize(name, await runSuite(name, folder, logs))
    process.stdout.write(formatSummary(await titleOf(folder), summary))
    if (summary.failed.length > 0 || summary.relevant === 0) process.exitCode = 1
  }
}

async function runSuite(name: SuiteName, folder: string, logs: string | undefined): Promise<TestResult[]> {
  const { run, strict, scope } = suites[name]
  const sts = createSts({ master: 'master key of the official suites' })
  const handler = createCos({ storage: memoryStorage(), sts, keys: [key], Bucket, Region, strict })
  const cos = await serve(handler, { port: 0 })
  const keys = await serve(keysHandler({ sts, key, Bucket, Region, scope }), { port: 0 })
  const scratch = await mkdtemp(join(tmpdir(), 'official-suites-'))
  try {
    return await run(folder, { cosPort: cos.port, Bucket, Region, ...key, keysUrl: keys.url, scratch })
  } finally {
    if (logs !== undefined) await mkdir(logs, { recursive: true }).then(() => cp(scratch, logs, { recursive: true }))
    await Promise.all([cos.close(), keys.close(), rm(scratch, { recursive: true })])
  }
}

async function titleOf(folder: string): Promise<string> {
  const { name, version } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as Record<string, unknown>
  return `${String(name)} ${String(version)}`
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
})
