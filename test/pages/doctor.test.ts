import { startApp } from './app'
import { BACKEND, demoBackend } from './demo-backend'

const start = new Date(2026, 0, 31, 9, 0).getTime()
const openDoctor = async (options = {}) => {
  const app = startApp({ start, ...options })
  return { app, doctor: await app.open('doctor/pages/doctor/doctor') }
}

test('where all is well nothing is called bad, and the small file that was uploaded is gone', async () => {
  const { app, doctor } = await openDoctor()
  expect(doctor.texts('.chapter__title')).toEqual([
    '时间',
    '登录与凭证',
    '逐项操作',
    '合法域名',
    '手机',
    '最近的请求',
    '自检',
  ])
  expect(doctor.has('.finding__sign--bad')).toBe(false)
  expect(doctor.texts('.finding')).toContain('上传 PutObject OK')
  expect(await app.bucket.keys()).toEqual([])
})

test('a clock that is off is found, with what to do', async () => {
  const tenMinutesLater = () => ({ headers: { Date: new Date(start + 600_000).toUTCString() } })
  const { doctor } = await openDoctor({
    servers: {
      [BACKEND]: (request: Parameters<typeof demoBackend>[0]) =>
        request.path === '/health' ? tenMinutesLater() : demoBackend(request),
    },
  })
  expect(doctor.text('.finding')).toBe('手机比服务器快 -600 s 手机时间不准：在系统设置里打开“自动设置”。')
  expect(doctor.attributes('.finding__sign--bad', 'class')).toHaveLength(1)
})

test('what COS refuses is bad by itself, with the sentence that helps', async () => {
  const refused = { kind: 'refuse', status: 403, code: 'AccessDenied', message: 'Refused by the test.' } as const
  const { doctor } = await openDoctor({ faults: [{ method: 'DELETE', times: 9, faults: [refused] }] })
  expect(doctor.texts('.finding').filter((text) => text.includes('策略不允许'))).toEqual([
    expect.stringMatching(/^删除 DeleteObject AccessDenied/),
  ])
})

test('the report that is copied has every finding and no secret', async () => {
  const { app, doctor } = await openDoctor()
  await doctor.tap('.action', '复制报告')
  const [copied] = app.calls.of('setClipboardData')
  expect(copied?.data).toMatch(/^## 时间\n[^]*✓ 上传 PutObject: OK\n[^]*## 最近的请求\nDELETE · 204/)
  expect(copied?.data).not.toMatch(/q-signature|security-token/i)
})
