import { recordRequests, requestLog } from '../../../miniprogram/services/request-log'

interface Options {
  url: string
  method?: string
  header?: object
  success?(answer: object): void
  fail?(failure: object): void
}

const platform = {
  answer: { statusCode: 200, header: { 'X-Cos-Request-Id': 'NWEx' } } as object,
  failure: undefined as object | undefined,
  request(options: Options) {
    if (platform.failure) options.fail?.(platform.failure)
    else options.success?.(platform.answer)
    return 'task'
  },
  downloadFile: (options: Options) => platform.request(options),
  uploadFile: (options: Options) => platform.request(options),
  getStorageSync: () => 'stored',
}
const recorded = recordRequests(platform as never, () => 1000) as unknown as typeof platform
const url =
  'https://photos-1250000000.cos.ap-guangzhou.myqcloud.com/u/a/%E6%B5%B7.jpg?q-signature=abc&x-cos-security-token=secret'

test('a request is noted by method, host, path, status and RequestId, and reaches the platform', () => {
  const success = jest.fn()
  expect(recorded.request({ url, method: 'PUT', success })).toBe('task')
  expect(success).toHaveBeenCalledWith(platform.answer)
  expect(requestLog()[0]).toEqual({
    startedAt: 1000,
    milliseconds: 0,
    method: 'PUT',
    host: 'photos-1250000000.cos.ap-guangzhou.myqcloud.com',
    path: '/u/a/海.jpg',
    status: 200,
    RequestId: 'NWEx',
    failure: '',
  })
})

test('a failure is noted without the address that it quotes', () => {
  platform.failure = { errMsg: `request:fail url not in domain list ${url}` }
  const fail = jest.fn()
  recorded.downloadFile({ url, fail })
  platform.failure = undefined
  expect(fail).toHaveBeenCalledTimes(1)
  expect(requestLog()[0]).toMatchObject({ method: 'GET', status: 0, failure: 'request:fail url not in domain list …' })
})

test('nothing that signs stands in the log, and only the last twenty requests do', () => {
  for (let i = 0; i < 30; i++) recorded.request({ url, header: { Authorization: 'q-signature=abc' } })
  expect(requestLog()).toHaveLength(20)
  expect(JSON.stringify(requestLog())).not.toMatch(/q-signature|secret|Authorization/)
})

test('all else is the platform itself, though it cannot be written to', () => {
  expect(recorded.getStorageSync()).toBe('stored')
  const frozen = recordRequests(Object.freeze({ ...platform }) as never) as unknown as typeof platform
  expect(frozen.request({ url })).toBe('task')
})
