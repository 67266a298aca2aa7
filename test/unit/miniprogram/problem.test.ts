import { CosError } from 'cos-miniprogram'
import { BackendError, problemOf } from '../../../miniprogram/services/backend'
import { en } from '../../../miniprogram/texts/en'
import { describe as inWords, showProblem } from '../../../miniprogram/texts/problem'
import { zh } from '../../../miniprogram/texts/zh'
import { useWx } from './fake-wx'

const cosError = (code: keyof typeof en.errors, more: object = {}) => new CosError(code, 'what happened', more)

test.each(Object.keys(zh.errors))('the code %s has words of its own in both languages', (code) => {
  for (const errors of [zh.errors, en.errors]) {
    const texts = Object.entries(errors)
    const own = texts.find(([key]) => key === code)?.[1]
    expect(texts.filter(([, text]) => text === own)).toHaveLength(1)
  }
})

test('an error of the SDK is told by its code, with the number of the request for whoever helps', () => {
  expect(inWords(cosError('AccessDenied', { RequestId: 'NjQ5' }), zh)).toEqual({
    text: zh.errors.AccessDenied,
    code: 'AccessDenied NjQ5',
    gone: false,
    remedy: 'retry',
  })
})

test('trying again is not offered for what does not exist', () => {
  expect(inWords(cosError('NotFound'), en).gone).toBe(true)
})

test('where logging in failed, the problem of the backend is the one that is told', () => {
  const cause = new BackendError('unreachable', '/login')
  expect(inWords(cosError('CredentialsFailed', { cause }), en).text).toBe(en.backend.unreachable)
})

test('a refusal of the platform is told by its reason', () => {
  expect(inWords({ errMsg: 'setClipboardData:fail', errno: 104 }, en).text).toBe(en.errors.PrivacyNotAuthorized)
})

test('anything else is told without its details', () => {
  expect(inWords(new Error('secret detail'), en)).toEqual({
    text: en.problem.unknown,
    code: '',
    gone: false,
    remedy: 'retry',
  })
})

test.each([
  ['Network', 'retry'],
  ['AccessDenied', 'retry'],
  ['PermissionDenied', 'settings'],
  ['TooLarge', 'none'],
  ['PrivacyNotDeclared', 'none'],
] as const)('what helps after %s: %s', (code, remedy) => {
  expect(inWords(cosError(code), en).remedy).toBe(remedy)
})

describe('a failure of what the person asked for', () => {
  const settings = { 'scope.writePhotosAlbum': false }
  let asked: Record<string, unknown>[] = []

  /** A person who takes the way that is offered. */
  function usePerson(): void {
    asked = []
    useWx({
      getStorageSync: () => '',
      getAppBaseInfo: () => ({ language: 'en' }),
      showModal: async (options: Record<string, unknown>) => {
        asked.push(options)
        return { confirm: true }
      },
      getAppAuthorizeSetting: () => ({}),
      getSetting: async () => ({ authSetting: { ...settings } }),
      openSetting: async () => ({ authSetting: { 'scope.writePhotosAlbum': true } }),
    })
  }
  const tell = (error: unknown) => new Promise<void>((resolve) => showProblem(error, resolve))

  test('is told with its code, and one tap tries again', async () => {
    usePerson()
    await tell(cosError('Network', { RequestId: 'NjQ5' }))
    expect(asked).toEqual([
      expect.objectContaining({
        content: `${en.errors.Network}\nNetwork NjQ5`,
        confirmText: 'Retry',
        showCancel: true,
      }),
    ])
  })

  test('that is a missing permission goes on once the settings give it', async () => {
    usePerson()
    await tell(cosError('PermissionDenied'))
    expect(asked).toEqual([expect.objectContaining({ confirmText: 'Settings' })])
  })

  test('that would only fail again is told without such a button', () => {
    usePerson()
    const again = jest.fn()
    showProblem({ errMsg: 'chooseMedia:fail', errno: 112 }, again)
    expect(asked).toEqual([expect.objectContaining({ confirmText: 'OK', showCancel: false })])
    expect(again).not.toHaveBeenCalled()
  })

  test('is not told where the person cancelled', () => {
    usePerson()
    showProblem({ errMsg: 'chooseMedia:fail cancel' })
    showProblem(cosError('Aborted'))
    expect(asked).toEqual([])
  })
})

test.each([
  [401, 'refused'],
  [403, 'denied'],
  [409, 'exists'],
  [429, 'busy'],
  [503, 'busy'],
  [502, 'unreachable'],
  [504, 'unreachable'],
  [500, 'broken'],
  [404, 'unsupported'],
  [418, 'broken'],
])('the status %d of the backend means that it is %s', (statusCode, problem) => {
  expect(problemOf(statusCode)).toBe(problem)
})

test('an object that is not there is told from a route that is not', () => {
  expect(problemOf(404, { error: { code: 'NoSuchObject' } })).toBe('missing')
  expect(problemOf(404, { error: { code: 'NotFound' } })).toBe('unsupported')
  expect(problemOf(404, 'a page')).toBe('unsupported')
})
