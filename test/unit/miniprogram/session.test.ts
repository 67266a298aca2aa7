import { useWx } from './fake-wx'

interface Sent {
  url: string
  data: unknown
  header?: { Authorization: string }
  success: (result: { statusCode: number; data: unknown }) => void
  fail: () => void
}

/** The session module anew, with a WeChat that answers with a code, and a backend that the test answers for. */
async function freshSession({ loginFails = false } = {}) {
  const sent: Sent[] = []
  let codes = 0
  useWx({
    getExtConfigSync: () => ({ backend: 'https://backend.example.com' }),
    login: async () => {
      if (loginFails) throw { errMsg: 'login:fail' }
      codes += 1
      return { code: `code-${codes}` }
    },
    request: (options: Sent) => sent.push(options),
  })
  jest.resetModules()
  const { session, requestAsUser } = await import('../../../miniprogram/services/session')
  const answer = (index: number, token: string) =>
    sent[index]?.success({ statusCode: 200, data: { token, expiresIn: 7200, Prefix: 'u/a/', ...bucket } })
  return { session, requestAsUser, sent, answer }
}
const bucket = { Bucket: 'photos-1250000000', Region: 'ap-guangzhou', Domain: undefined }
const settled = () => new Promise<void>((resolve) => setImmediate(resolve))

test('everybody who asks before the login is over shares it', async () => {
  const { session, sent, answer } = await freshSession()
  const both = Promise.all([session(), session()])
  await settled()
  answer(0, 'first')
  expect(await both).toEqual(Array(2).fill({ token: 'first', Prefix: 'u/a/', bucket }))
  expect(sent.map(({ url, data }) => [url, data])).toEqual([['https://backend.example.com/login', { code: 'code-1' }]])
})

test('after a refusal the next session comes from a new code', async () => {
  const { session, sent, answer } = await freshSession()
  const first = session()
  await settled()
  answer(0, 'first')
  await first
  const second = session(true)
  await settled()
  answer(1, 'second')
  expect((await second).token).toBe('second')
  expect((await session()).token).toBe('second')
  expect(sent.map(({ data }) => data)).toEqual([{ code: 'code-1' }, { code: 'code-2' }])
})

test('a backend that cannot be reached fails this login, and not the next', async () => {
  const { session, sent, answer } = await freshSession()
  const first = session().catch((error: unknown) => error)
  await settled()
  sent[0]?.fail()
  expect(await first).toMatchObject({ name: 'BackendError', problem: 'unreachable' })
  const second = session()
  await settled()
  answer(1, 'second')
  expect((await second).token).toBe('second')
})

test('an answer without a token is the fault of the backend', async () => {
  const { session, sent } = await freshSession()
  const failed = session().catch((error: unknown) => error)
  await settled()
  sent[0]?.success({ statusCode: 200, data: { Prefix: 'u/a/', ...bucket } })
  expect(await failed).toMatchObject({ problem: 'broken' })
})

test('without a network WeChat gives no code, which is told as a server that cannot be reached', async () => {
  const { session } = await freshSession({ loginFails: true })
  await expect(session()).rejects.toMatchObject({ problem: 'unreachable' })
})

test('a request whose session is over is sent once more, with a new one', async () => {
  const { requestAsUser, sent, answer } = await freshSession()
  const request = requestAsUser('POST', '/cos/move', { From: 'a', To: 'b' })
  await settled()
  answer(0, 'first')
  await settled()
  sent[1]?.success({ statusCode: 401, data: {} })
  await settled()
  answer(2, 'second')
  await settled()
  sent[3]?.success({ statusCode: 200, data: { Key: 'b' } })
  expect(await request).toEqual({ Key: 'b' })
  expect([sent[1], sent[3]].map((each) => each?.header?.Authorization)).toEqual(['Bearer first', 'Bearer second'])
})
