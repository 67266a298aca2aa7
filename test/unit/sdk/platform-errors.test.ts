import type { CosErrorCode } from 'cos-miniprogram'
import { createWx, virtualClock } from '../../wx'
import { HOST } from './example'
import { setUpFailing } from './service'
import { errorOf, setUp } from './set-up'

/** What WeChat says, and what it is called here. Old base libraries give no errno. */
const table: [errMsg: string, errno: number | undefined, code: CosErrorCode, retryable: boolean][] = [
  ['request:fail timeout', 5, 'Timeout', true],
  ['request:fail timeout', undefined, 'Timeout', true],
  ['request:fail timed out', undefined, 'Timeout', true],
  ['request:fail url not in domain list', 600002, 'DomainNotAllowed', false],
  ['request:fail url not in domain list', undefined, 'DomainNotAllowed', false],
  ['request:fail interrupted', 600003, 'Interrupted', true],
  ['request:fail interrupted', undefined, 'Interrupted', true],
  ['request:fail abort', undefined, 'Network', true],
  ['request:fail errcode:-202 net::ERR_CERT_AUTHORITY_INVALID', 600001, 'Network', false],
  ['request:fail errcode:-201 net::ERR_CERT_DATE_INVALID', 600001, 'Network', false],
  ['request:fail errcode:-202 net::ERR_CERT_AUTHORITY_INVALID', undefined, 'Network', false],
  ['request:fail ssl hand shake error', undefined, 'Network', false],
  ['request:fail errcode:-102 net::ERR_CONNECTION_REFUSED', 600001, 'Network', true],
  ['request:fail net::ERR_PROXY_AUTH_REQUESTED', 600001, 'Network', true],
  ['request:fail Software caused connection abort', undefined, 'Network', true],
  ['request:fail', 600000, 'Network', true],
  ['request:fail -106:net::ERR_INTERNET_DISCONNECTED', undefined, 'Network', true],
  ['readFile:fail no such file or directory', 1300002, 'File', false],
  ['readFile:fail no such file or directory, open "x"', undefined, 'File', false],
  ['readFile:fail', 1301112, 'File', false],
  ['writeFile:fail the maximum size of the file storage limit is exceeded', 1300202, 'StorageFull', false],
  ['downloadFile:fail exceed storage limit', undefined, 'StorageFull', false],
  ['saveImageToPhotosAlbum:fail auth deny', undefined, 'PermissionDenied', false],
  ['saveImageToPhotosAlbum:fail auth denied', undefined, 'PermissionDenied', false],
  ['saveImageToPhotosAlbum:fail authorize no response', undefined, 'PermissionDenied', false],
  ['saveImageToPhotosAlbum:fail system permission denied', undefined, 'PermissionDenied', false],
  ['chooseMedia:fail privacy permission is not authorized', 104, 'PrivacyNotAuthorized', false],
  ['chooseMedia:fail privacy permission is not authorized', undefined, 'PrivacyNotAuthorized', false],
  ['chooseMedia:fail api scope is not declared in the privacy agreement', 112, 'PrivacyNotDeclared', false],
  ['chooseMedia:fail api scope is not declared in the privacy agreement', undefined, 'PrivacyNotDeclared', false],
]

describe("the platform's failures", () => {
  it.each(table)('%s (%p) is %s', async (errMsg, errno, code, retryable) => {
    const failure = errno === undefined ? { errMsg } : { errMsg, errno }
    const error = await errorOf(setUpFailing(failure).headObject({ Key: 'a' }))
    expect(error).toMatchObject({ name: 'CosError', code, retryable, cause: failure })
    expect(error).toHaveProperty('message', expect.stringContaining(errMsg))
  })

  it.each([
    [5, 'Timeout'],
    [104, 'PrivacyNotAuthorized'],
    [112, 'PrivacyNotDeclared'],
    [600000, 'Network'],
    [600001, 'Network'],
    [600002, 'DomainNotAllowed'],
    [600003, 'Interrupted'],
    [1300002, 'File'],
    [1300202, 'StorageFull'],
    [1301112, 'File'],
  ])('are told by errno where the text says nothing: %d is %s', async (errno, code) => {
    for (const errMsg of ['request:fail', 'request:fail 未知错误']) {
      expect(await errorOf(setUpFailing({ errMsg, errno }).headObject({ Key: 'a' }))).toMatchObject({ code })
    }
  })

  it('of the domain list name the host and the list', async () => {
    const clock = virtualClock()
    const wx = createWx({ clock, handler: () => undefined, domains: { request: ['https://other.example.com'] } })
    const { cos } = setUp({ wx })
    expect(await clock.run(errorOf(cos.headObject({ Key: 'a' })))).toMatchObject({
      code: 'DomainNotAllowed',
      hint: `Add ${HOST} to the list of allowed request domains of the mini program, at mp.weixin.qq.com under Server domains.`,
    })
  })

  it.each([
    ['a text', 'request:fail'],
    ['nothing', undefined],
    ['an Error', new Error('x')],
    ['a number', 7],
  ])('may be %s', async (_, failure) => {
    expect(await errorOf(setUpFailing(failure).headObject({ Key: 'a' }))).toMatchObject({ code: 'Network' })
  })

  it('may be thrown', async () => {
    const { wx } = setUpThrowing()
    expect(await errorOf(setUp({ wx }).cos.headObject({ Key: 'a' }))).toMatchObject({ name: 'CosError' })
  })

  it('say so where there is no platform', async () => {
    expect(await errorOf(setUp().cos.headObject({ Key: 'a' }))).toMatchObject({
      code: 'Unsupported',
      hint: expect.stringContaining('option wx'),
    })
  })
})

function setUpThrowing() {
  const platform = createWx({ clock: virtualClock(), handler: () => undefined })
  const request = () => {
    throw new Error('parameter error')
  }
  return { wx: { ...platform, request } }
}
