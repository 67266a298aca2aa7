import { credentialFindings } from '../../../../miniprogram/doctor/services/access'
import { clockFinding, clockOffset } from '../../../../miniprogram/doctor/services/clock'
import { bucketOrigin, domainFindings } from '../../../../miniprogram/doctor/services/domains'
import { failureText, mask } from '../../../../miniprogram/doctor/services/finding'
import { runProbes } from '../../../../miniprogram/doctor/services/probes'
import { en } from '../../../../miniprogram/doctor/texts/en'
import { chapterView, reportText } from '../../../../miniprogram/doctor/texts/report'
import { zh } from '../../../../miniprogram/doctor/texts/zh'
import { CosError } from 'cos-miniprogram'

const NOW = Date.UTC(2026, 0, 31, 12)
const secrets = {
  tmpSecretId: 'AKIDexampleexampleexampleexample',
  tmpSecretKey: 'SecretKeyExampleSecretKeyExample',
  sessionToken: 'TokenExample'.repeat(40),
}
const answer = {
  credentials: secrets,
  startTime: NOW / 1000 - 60,
  expiredTime: NOW / 1000 + 1800,
  Scope: { Prefix: 'u/a/', Actions: ['name/cos:GetObject'] },
}

test('the clock is compared with the middle of the round trip, and a minute is too much', () => {
  const date = new Date(NOW).toUTCString()
  expect(clockFinding(clockOffset(date, NOW + 400, NOW + 600))).toMatchObject({ verdict: 'good', value: '0 s' })
  expect(clockFinding(clockOffset(date, NOW + 3_600_000, NOW + 3_600_200))).toMatchObject({
    verdict: 'bad',
    value: '+3600 s',
    advice: 'setClock',
  })
  expect(clockFinding(clockOffset(undefined, NOW, NOW))).toMatchObject({ verdict: 'warning', advice: 'noDate' })
})

test('credentials are told by what they are good for, and masked', () => {
  expect(credentialFindings(answer, NOW)).toEqual([
    { id: 'key', verdict: 'good', value: 'AKID••••mple · 480', advice: '' },
    { id: 'end', verdict: 'good', value: '30 min', advice: '' },
    { id: 'scope', verdict: 'info', value: 'u/a/ · GetObject', advice: '' },
  ])
})

test('credentials without a token, and those that have ended, are bad; those without a scope are worth a warning', () => {
  const findings = credentialFindings(
    { TmpSecretId: 'AKIDexample', TmpSecretKey: 'x', ExpiredTime: NOW / 1000 - 1 },
    NOW,
  )
  expect(findings.map(({ verdict, advice }) => [verdict, advice])).toEqual([
    ['bad', 'answerShape'],
    ['bad', 'keyEnded'],
    ['warning', 'noScope'],
  ])
})

test('short secrets are not shown at all', () => {
  expect([mask('12345678'), mask('')]).toEqual(['••••', '••••'])
})

test('the bucket is both a request and a downloadFile domain, the backend a request domain', () => {
  const bucket = bucketOrigin({ Bucket: 'photos-1250000000', Region: 'ap-guangzhou' })
  expect(domainFindings('https://api.example.com', bucket)).toEqual([
    {
      id: 'domain.request',
      verdict: 'info',
      value: 'https://api.example.com\nhttps://photos-1250000000.cos.ap-guangzhou.myqcloud.com',
      advice: '',
    },
    { id: 'domain.downloadFile', verdict: 'info', value: bucket, advice: '' },
  ])
  expect(domainFindings('http://127.0.0.1:1', bucket).at(-1)).toMatchObject({ verdict: 'warning', advice: 'useHttps' })
})

test('an action that is refused is told with its code and what to do, and the others are tried all the same', async () => {
  const cos = {
    uploadFile: async () => {
      throw new CosError('AccessDenied', 'refused', { RequestId: 'NWEx', statusCode: 403 })
    },
    headObject: async () => ({}),
    downloadFile: async () => {
      throw new CosError('NotFound', 'https://host/?q-signature=abc is not there')
    },
    listObjects: async () => ({}),
    deleteObject: async () => {},
  }
  const findings = await runProbes(cos as never, 'u/a/diagnosis.txt')
  expect(findings.map(({ id, verdict, value, advice }) => [id, verdict, value, advice])).toEqual([
    ['probe.put', 'bad', 'AccessDenied · NWEx', 'policy'],
    ['probe.head', 'good', 'OK', ''],
    ['probe.get', 'bad', 'NotFound', 'requestId'],
    ['probe.list', 'good', 'OK', ''],
    ['probe.delete', 'good', 'OK', ''],
  ])
})

test('where COS cannot be reached, or does not answer, the other actions are not waited for', async () => {
  const unreachable = async () => {
    throw new CosError('Network', 'no connection')
  }
  const rest = ['head', 'get', 'list', 'delete'].map((id) => [`probe.${id}`, 'info', '—'])
  for (const [uploadFile, told] of [
    [unreachable, 'Network'],
    [() => new Promise(() => {}), 'Timeout'],
  ]) {
    const findings = await runProbes({ uploadFile } as never, 'u/a/diagnosis.txt', 1)
    const rows = findings.map(({ id, verdict, value }) => [id, verdict, value])
    expect(rows).toEqual([['probe.put', 'bad', told], ...rest])
  }
})

test.each([
  ['zh', zh],
  ['en', en],
])('the report in %s holds no key, no token, no signature and no address with one', (_, t) => {
  const failed = { id: 'probe.get', verdict: 'bad' as const, value: '', advice: 'network' }
  const quoting = { errMsg: `request:fail https://host/a?q-signature=abc&x-cos-security-token=${secrets.sessionToken}` }
  const chapters = [
    { id: 'access', findings: credentialFindings(answer, NOW) },
    { id: 'probes', findings: [{ ...failed, value: failureText(quoting) }] },
  ].map((chapter) => chapterView(chapter, t))
  const report = reportText(chapters, [], t)
  expect(report).toContain('AKID••••mple')
  expect(report).toContain('request:fail …')
  for (const secret of Object.values(secrets)) expect(report).not.toContain(secret)
  expect(report).not.toMatch(/q-signature|security-token|undefined/)
})
