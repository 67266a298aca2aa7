import type { DiagnosedApp } from './app'
import { failureText, info, judge, mask, type Chapter, type Finding } from './finding'

/** Session, credentials, and what they are good for. @param now - the server's time */
export async function accessChapter(app: DiagnosedApp, now: () => number = Date.now): Promise<Chapter> {
  try {
    const [prefix, { Bucket, Region }] = await Promise.all([app.prefix(), app.bucket()])
    const session = judge('session', prefix, prefix !== '', 'logIn')
    const Actions = ['name/cos:GetObject']
    const answer = await app.credentials({ Bucket, Region, Key: `${prefix}diagnosis.txt`, Actions })
    return {
      id: 'access',
      findings: [session, info('bucket', `${Bucket} · ${Region}`), ...credentialFindings(answer, now())],
    }
  } catch (error) {
    return { id: 'access', findings: [judge('session', failureText(error), false, 'logIn')] }
  }
}

/** What the backend's answer says, masked. Reads the shapes of STS and of Tencent's samples. */
export function credentialFindings(answer: Record<string, unknown>, now: number): Finding[] {
  const key = Object(answer.credentials ?? answer) as Record<string, unknown>
  const id = textOf(key.tmpSecretId ?? key.TmpSecretId)
  const secret = textOf(key.tmpSecretKey ?? key.TmpSecretKey)
  const token = textOf(key.sessionToken ?? key.SecurityToken ?? key.Token)
  const end = Number(answer.expiredTime ?? answer.ExpiredTime)
  const minutes = Math.floor((end * 1000 - now) / 60000)
  const { Prefix, Actions } = Object(answer.Scope) as { Prefix?: string; Actions?: string[] }
  return [
    judge('key', `${mask(id)} · ${token.length}`, id !== '' && secret !== '' && token !== '', 'answerShape'),
    judge('end', Number.isFinite(end) ? `${minutes} min` : '?', minutes >= 1, 'keyEnded'),
    Prefix === undefined
      ? { id: 'scope', verdict: 'warning', value: '?', advice: 'noScope' }
      : info('scope', `${Prefix} · ${(Actions ?? []).map((action) => action.replace('name/cos:', '')).join(', ')}`),
  ]
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
