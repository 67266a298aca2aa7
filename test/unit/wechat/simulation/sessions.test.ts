import { sessions } from '../../../../local/wechat/runtime/simulation/sessions'

const told: string[] = []
beforeAll(() => sessions.changes.on((state) => told.push(state)))
beforeEach(() => void (told.length = 0))

test('a session is sent as it is, until it is ended: then the backend gets one that is not good', () => {
  expect(sessions.state).toBe('none')
  expect(sessions.sent('Bearer one')).toBe('Bearer one')
  sessions.end()
  expect(sessions.sent('Bearer one')).toBe('Bearer ended')
  expect(sessions.sent('Bearer one')).toBe('Bearer ended')
  expect(told).toEqual(['used', 'ended'])
})

test('a new login gets a good one', () => {
  sessions.renew()
  expect(sessions.sent('Bearer two')).toBe('Bearer two')
  expect(sessions.state).toBe('used')
})

test('also where it is the same as before', () => {
  sessions.end()
  sessions.renew()
  expect(sessions.sent('Bearer two')).toBe('Bearer two')
})

test('a signature of COS is no session', () => {
  sessions.end()
  expect(sessions.sent('q-sign-algorithm=sha1')).toBe('q-sign-algorithm=sha1')
})
