import type { COS } from 'cos-miniprogram'
import type { DiagnosedApp } from './app'
import { failureText, info, type Chapter, type Finding } from './finding'

/** One thing that the app has to be able to do. */
interface Probe {
  id: string
  run: (cos: COS, key: string) => Promise<unknown>
}

/** In this order: what is written first is read, and deleted in the end. */
const PROBES: readonly Probe[] = [
  { id: 'put', run: (cos, Key) => cos.uploadFile({ Key, Body: 'diagnosis', ContentType: 'application/octet-stream' }) },
  { id: 'head', run: (cos, Key) => cos.headObject({ Key }) },
  { id: 'get', run: (cos, Key) => cos.downloadFile({ Key }).then(({ FilePath }) => discard(FilePath)) },
  { id: 'list', run: (cos, Key) => cos.listObjects({ Prefix: Key.slice(0, Key.lastIndexOf('/') + 1), MaxKeys: 1 }) },
  { id: 'delete', run: (cos, Key) => cos.deleteObject({ Key }) },
]

/** The SDK tries for longer; a person who looks for a fault does not. */
const PROBE_TIMEOUT_MS = 15000

/** Which sentence says what to do about an error of the SDK. */
const ADVICE: Readonly<Record<string, string>> = {
  AccessDenied: 'policy',
  SignatureMismatch: 'signature',
  ClockSkew: 'setClock',
  SignatureExpired: 'setClock',
  DomainNotAllowed: 'domainList',
  Network: 'network',
  Timeout: 'network',
  CredentialsFailed: 'backend',
  CredentialsInvalid: 'answerShape',
  CredentialsTimeout: 'backend',
}

/** Tries each action on a small object of the person's own, which is deleted afterwards. */
export async function probesChapter(app: DiagnosedApp, random: () => number = Math.random): Promise<Chapter> {
  try {
    const [cos, prefix] = await Promise.all([app.client(), app.prefix()])
    return { id: 'probes', findings: await runProbes(cos, `${prefix}diagnosis-${random().toString(36).slice(2)}.txt`) }
  } catch (error) {
    return { id: 'probes', findings: [failed('put', error)] }
  }
}

/**
 * One after the other; a refusal does not keep the others from being tried. Where COS cannot be reached at all, the
 * others are left out: each would only wait for the same.
 */
export async function runProbes(cos: COS, key: string, timeoutMs = PROBE_TIMEOUT_MS): Promise<Finding[]> {
  const findings: Finding[] = []
  for (const { id, run } of PROBES) {
    const isCutOff = findings.some(({ advice }) => advice === 'network')
    findings.push(isCutOff ? info(`probe.${id}`, '—') : await tryOut(id, run(cos, key), timeoutMs))
  }
  return findings
}

function tryOut(id: string, attempt: Promise<unknown>, timeoutMs: number): Promise<Finding> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(failed(id, { code: 'Timeout' })), timeoutMs)
    const settle = (finding: Finding) => {
      clearTimeout(timer)
      resolve(finding)
    }
    attempt.then(
      () => settle(succeeded(id)),
      (error: unknown) => settle(failed(id, error)),
    )
  })
}

function succeeded(id: string): Finding {
  return { id: `probe.${id}`, verdict: 'good', value: 'OK', advice: '' }
}

function failed(id: string, error: unknown): Finding {
  const { code } = Object(error) as { code?: string }
  return { id: `probe.${id}`, verdict: 'bad', value: failureText(error), advice: ADVICE[code ?? ''] ?? 'requestId' }
}

function discard(filePath: string): void {
  wx.getFileSystemManager().unlink({ filePath, fail: () => undefined })
}
