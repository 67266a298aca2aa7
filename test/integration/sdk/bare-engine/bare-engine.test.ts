import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as sdk from 'cos-miniprogram/presign'
import { SecretKey } from '../../../unit/sdk/example'
import { expectedOf, readUrl } from '../../../unit/sdk/reference-signature'
import { programFor } from './program'
import { scenario } from './scenario'

interface Report {
  seen: unknown
  atImport: number
  web: string[]
}

function inQuickJs(entry: 'index' | 'presign'): Report {
  const host = join(__dirname, 'quickjs.mjs')
  return JSON.parse(execFileSync(process.execPath, [host], { input: programFor(entry, 'report'), encoding: 'utf8' }))
}

function inJavaScriptCore(entry: 'index' | 'presign'): Report {
  const folder = mkdtempSync(join(tmpdir(), 'bare-engine-'))
  try {
    const script = join(folder, 'program.js')
    writeFileSync(script, programFor(entry, 'print'))
    return JSON.parse(execFileSync('jsc', ['--useJIT=false', script], { encoding: 'utf8' }))
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** Debian has it as `libjavascriptcoregtk-4.0-bin`. */
function isJscInstalled(): boolean {
  try {
    return execFileSync('jsc', ['--useJIT=false', '-e', 'print(6 * 7)'], { encoding: 'utf8' }).trim() === '42'
  } catch {
    return false
  }
}

const whereInstalled = isJscInstalled() ? describe : describe.skip

describe('the scenario', () => {
  it('signs, verifies and refuses in Node', async () => {
    const { urls, authorization, refused, failed, requests } = await scenario(sdk)
    const signed = urls.map((Url, index) =>
      index < 3 ? { Url } : { Url, Method: 'PUT' as const, Headers: { 'Content-Type': 'image/jpeg' } },
    )
    expect(urls.map(readUrl)).toMatchObject(signed.map((each) => expectedOf(each, SecretKey)))
    expect(authorization).toMatch(/&q-header-list=host&q-url-param-list=&q-signature=[0-9a-f]{40}$/)
    expect(refused).toEqual(Array(5).fill('InvalidArgument'))
    expect(failed).toEqual([
      'CredentialsFailed',
      'CredentialsInvalid',
      'CredentialsFailed',
      'CredentialsFailed',
      'Unsupported',
    ])
    expect(requests).toBe(1)
  })
})

describe.each(['index', 'presign'] as const)('the built %s.js in QuickJS, which has nothing of the web', (entry) => {
  it('does the same, and touches no wx while it loads', async () => {
    expect(inQuickJs(entry)).toEqual({ seen: await scenario(sdk), atImport: 0, web: [] })
  })
})

whereInstalled.each(['index', 'presign'] as const)(
  'the built %s.js in JavaScriptCore without JIT, the engine of iOS (skipped where jsc is not installed)',
  (entry) => {
    it('does the same, and touches no wx while it loads', async () => {
      expect(inJavaScriptCore(entry)).toMatchObject({ seen: await scenario(sdk), atImport: 0 })
    })
  },
)
