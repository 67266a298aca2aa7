import type { COS } from 'cos-miniprogram'
import type { DiagnosedApp } from './app'
import { failureText, type Chapter, type Finding } from './finding'

/** One thing that the app has to be able to do. */
interface Probe {
  id: string
  run(cos: COS, key: string): Promise<unknown>
}

/** In this order: what is written first is read, and deleted in the end. */
const PROBES: readonly Probe[] = [
  { id: 'put', run: (cos, Key) => cos.uploadFile({ Key, Body: 'diagnosis', ContentType: 'application/octet-stream' }) },
  { id: 'head', run: (cos, Key) => cos.headObject({ Key }) },
  { id: 'get', run: (cos, Key) => cos.downloadFile({ Key }).then(({ FilePath }) => discard(FilePath)) },
  { id: 'list', run: (cos, Key) => cos.listObjects({ Prefix: Key.slice(0, Key.lastIndexOf('/') + 1), MaxKeys: 1 }) },
  { id: 'delete', run: (cos, Key) => cos.deleteObject({ Key }) },
]

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

/** One after the other; a failure does not keep the others from being tried. */
export async function runProbes(cos: COS, key: string): Promise<Finding[]> {
  const findings: Finding[] = []
  for (const { id, run } of PROBES)
    findings.push(
      await run(cos, key).then(
        () => succeeded(id),
        (error) => failed(id, error),
      ),
    )
  return findings
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
