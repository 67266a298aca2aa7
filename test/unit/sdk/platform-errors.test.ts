import type { CosErrorCode } from 'cos-miniprogram'
import * as fileError from '../../../sdk/src/platform/file-error'
import * as platformError from '../../../sdk/src/platform/platform-error'
import { createWx, virtualClock } from '../../wx'
import { HOST } from './example'
import { setUpFailing } from './service'
import { errorOf, setUp } from './set-up'

/** What platforms say, and what it is called here. Old base libraries give no errno. */
const table: [errMsg: string, errno: number | undefined, code: CosErrorCode, retryable: boolean][] = [
  ['request:fail timeout', 5, 'Timeout', true],
  ['request:fail timeout', undefined, 'Timeout', true],
  ['request:fail timed out', undefined, 'Timeout', true],
  ['request:fail url not in domain list', 600002, 'DomainNotAllowed', false],
  ['request:fail url not in domain list', undefined, 'DomainNotAllowed', false],
  ['request:fail interrupted', 600003, 'Interrupted', true],
  ['request:fail interrupted', undefined, 'Interrupted', true],
  ['request:fail abort', undefined, 'Network', true],
  ['request:fail abort statusCode:-1 Connection reset', undefined, 'Network', true],
  ['request:fail abort statusCode:-1 timeout', undefined, 'Timeout', true],
  ['request:fail errcode:-7 cronet_error_code:-7 error_msg:net::ERR_TIMED_OUT', 600001, 'Timeout', true],
  ['request:fail -118:net::ERR_CONNECTION_TIMED_OUT', 600001, 'Timeout', true],
  ['request:fail 请求超时。', undefined, 'Timeout', true],
  ['request:fail 要求逾時。', undefined, 'Timeout', true],
  ['request:fail The request timed out.', undefined, 'Timeout', true],
  ['request:fail Timer Expired', undefined, 'Timeout', true],
  ['request:fail TLS handshake timed', undefined, 'Timeout', true],
  ['request:fail java.net.SocketTimeoutException: connect', undefined, 'Timeout', true],
  ['request:fail 网络连接已中断。', undefined, 'Network', true],
  ['request:fail 似乎已断开与互联网的连接。', undefined, 'Network', true],
  ['request:fail 未能找到使用指定主机名的服务器。', undefined, 'Network', true],
  ['request:fail cancelled', undefined, 'Network', true],
  ['request:fail -21:net::ERR_NETWORK_CHANGED', 600001, 'Network', true],
  ['request:fail -331:net::ERR_NETWORK_IO_SUSPENDED', 600001, 'Interrupted', true],
  ['request:fail 此服务器的证书无效。', undefined, 'Network', false],
  ['request:fail 对应的服务器 TLS 为 TLS 1.0 ，小程序要求的 TLS 版本必须大于等于 1.2', undefined, 'Network', false],
  ['request:fail javax.net.ssl.SSLHandshakeException: Trust anchor not found', undefined, 'Network', false],
  ['request:fail createRequestTask:fail url not in domain list', 600002, 'DomainNotAllowed', false],
  ['request:fail invalid url "https//a"', 600009, 'InvalidArgument', false],
  ['downloadFile:fail createDownloadTask:fail url not in domain list', undefined, 'DomainNotAllowed', false],
  ['downloadFile:fail createDownloadTask:fail url not in domain list', 600002, 'DomainNotAllowed', false],
  ['downloadFile:fail createDownloadTask:fail invalid url', undefined, 'InvalidArgument', false],
  ['downloadFile:fail file data is empty', undefined, 'Network', true],
  ['downloadFile:fail exceed max file size', undefined, 'TooLarge', false],
  ['copyFile:fail permission denied, open "x"', 1300013, 'File', false],
  ['copyFile:fail permission denied, open "x"', undefined, 'File', false],
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
    [600009, 'InvalidArgument'],
    [1300002, 'File'],
    [1399999, 'File'],
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
      hint: `Add ${HOST} to the allowed request domains, at mp.weixin.qq.com under Server domains.`,
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

  it('say so where there is no platform', async () => {
    expect(await errorOf(setUp().cos.headObject({ Key: 'a' }))).toMatchObject({
      code: 'Unsupported',
      hint: expect.stringContaining('option wx'),
    })
  })
})

const { toPlatformError } = platformError
const request = { api: 'request', host: HOST, timeout: 60_000 }
const codeOf = (text: string, call: platformError.FailedCall = request) =>
  toPlatformError({ errMsg: text }, call, fileError.PLATFORM_RULES).code

describe('a failure of the platform', () => {
  it('is told by errno before its text, and by errCode where there is no errno', () => {
    const errMsg = 'request:fail timeout'
    expect(toPlatformError({ errMsg, errno: 600002 }, request)).toMatchObject({ code: 'DomainNotAllowed' })
    expect(toPlatformError({ errMsg, errno: '600002' }, request)).toMatchObject({ code: 'DomainNotAllowed' })
    expect(toPlatformError({ errMsg: 'request:fail', errCode: 5 }, request)).toMatchObject({ code: 'Timeout' })
    expect(toPlatformError({ errMsg, errno: 600001, errCode: 600002 }, request)).toMatchObject({ code: 'Timeout' })
  })

  it.each<[elapsed: number, timeout: number | undefined, code: CosErrorCode]>([
    [54_000, 60_000, 'Network'],
    [55_000, 60_000, 'Timeout'],
    [60_004, 60_000, 'Timeout'],
    [65_000, 60_000, 'Timeout'],
    [13_000, 15_000, 'Network'],
    [14_500, 15_000, 'Timeout'],
    // No phone gives more than a minute.
    [55_000, 120_000, 'Timeout'],
    // The app was asleep.
    [1_200_000, 60_000, 'Network'],
    [60_000, undefined, 'Network'],
  ])('that took %d of %p ms is %s, whatever the words', (elapsed, timeout, code) => {
    for (const errno of [undefined, 600001]) {
      const failure = { errMsg: 'request:fail abort statusCode:-1 Connection reset', errno }
      expect(toPlatformError(failure, { ...request, timeout, elapsed })).toMatchObject({ code, retryable: true })
    }
  })

  it('names host and list where a domain is missing, for requests and for downloads', () => {
    for (const api of ['request', 'downloadFile']) {
      const { hint } = toPlatformError({ errMsg: `${api}:fail url not in domain list` }, { ...request, api })
      expect(hint).toContain(`Add ${HOST} to the allowed ${api} domains`)
    }
  })

  it('says in its message what the platform says, or that it says nothing', () => {
    expect(toPlatformError('request:fail odd', request)).toMatchObject({ message: 'request:fail odd' })
    expect(toPlatformError(new Error('odd'), request)).toMatchObject({ message: 'odd' })
    for (const failure of [undefined, null, {}, 7, '']) {
      const { message } = toPlatformError(failure, request)
      expect(message).toBe('request failed, and the platform does not say why')
    }
  })
})

describe('what the text only mentions', () => {
  const words = [
    'concert',
    'certs',
    'sslab',
    'tls',
    'timeout',
    'timed-out',
    'interrupted',
    'permission',
    'auth deny',
    'privacy',
  ].concat(['max file size', 'storage limit', 'not declared', 'not in domain', 'no such file', '超时', '证书'])
  /** Ways to mention a host or a path, all of which phones were seen to use. */
  const mentions: [name: string, mention: (word: string) => string][] = [
    [
      'a quoted host',
      (word) => `request:fail Unable to resolve host "${word}-1250000000.cos.ap-guangzhou.myqcloud.com": No address`,
    ],
    ['a host in typographic quotes', (word) => `request:fail 您可能正在连接到“${word}.example.com”的服务器`],
    ['a quoted path', (word) => `request:fail cannot open 'wxfile://usr/${word}/a.jpg'`],
    ['the path that was given', (word) => `request:fail cannot open wxfile://usr/${word} /a.jpg`],
    ['the host that was called', (word) => `request:fail ${word}.technology is unreachable`],
  ]
  const solid: typeof mentions = [
    [
      'a bare host',
      (word) => `request:fail failed to connect to ${word}-1250000000.cos.ap-guangzhou.myqcloud.com/1.2.3.4 (port 443)`,
    ],
    ['a URL', (word) => `request:fail https://photos.example.com/${word}.jpg?x=${word} failed`],
    ['a path', (word) => `request:fail open /data/user/0/${word}/a.jpg: cannot`],
    ['a Windows path', (word) => `request:fail open C:\\Users\\${word}\\a: cannot`],
    ['a file name', (word) => `request:fail open tmp_${word}.JPG cannot`],
    ['a function', (word) => `request:fail ${word.replace(/\W/g, '_')}:fail odd`],
  ]
  const callOf = (word: string) => ({ ...request, host: `${word}.technology`, paths: [`wxfile://usr/${word} /a.jpg`] })
  const cases = words.flatMap((word) => {
    const spoken = /[^!-~]/.test(word) ? mentions : mentions.concat(solid)
    return spoken.map(([name, mention]) => [word, name, mention(word)] as const)
  })

  it.each(cases)('%s in %s does not count', (word, _, text) => {
    expect(codeOf(text, callOf(word))).toBe('Network')
  })

  it('leaves what is said around it', () => {
    expect(codeOf(`request:fail Couldn't connect to "photos.example.com", that isn't up: timed out`)).toBe('Timeout')
    expect(codeOf('request:fail url not in domain list:https://photos.example.com/a')).toBe('DomainNotAllowed')
    expect(codeOf('request:fail https://photos.example.com 不在以下 request 合法域名列表中')).toBe('DomainNotAllowed')
    expect(codeOf(`readFile:fail no such file or directory, open 'wxfile://tmp_permission.jpg'`)).toBe('File')
  })
})

describe('a pattern of the rules', () => {
  const { NOT_IN_DOMAIN_LIST, UNUSABLE_URL, OUT_OF_TIME, UNTRUSTED_HOST, IN_BACKGROUND } = platformError
  const { NO_ROOM, OVER_MAX_SIZE, UNDECLARED, UNAGREED, UNREADABLE, UNPERMITTED, LACKING } = fileError

  it.each<[string, RegExp, matching: string[], others: string[]]>([
    [
      'NOT_IN_DOMAIN_LIST',
      NOT_IN_DOMAIN_LIST,
      ['url not in domain list', '不在以下 request 合法域名列表中'],
      ['domain'],
    ],
    ['UNUSABLE_URL', UNUSABLE_URL, ['invalid url', 'Protocol must be http or https'], ['invalid']],
    [
      'OUT_OF_TIME',
      OUT_OF_TIME,
      ['timeout', 'time out', 'timed out', 'ERR_TIMED_OUT', 'ETIMEDOUT', 'TLS handshake timed', 'Timer Expired'].concat(
        ['请求超时。', '要求逾時。', 'NSURLErrorDomain error -1001', 'deadline exceeded', 'Timeout was reached'],
      ),
      ['-10013', 'sometimes', 'timestamp'],
    ],
    [
      'UNTRUSTED_HOST',
      UNTRUSTED_HOST,
      [
        'ERR_CERT_DATE_INVALID',
        'ERR_SSL_PROTOCOL_ERROR',
        'ssl hand shake error',
        'TLS handshake failed',
        '.SSLException',
      ].concat(['.CertPathValidatorException', '此服务器的证书无效。', 'NSURLErrorDomain error -1202']),
      ['a certain error', 'uncertain', 'titles', '-12020'],
    ],
    ['IN_BACKGROUND', IN_BACKGROUND, ['interrupted', 'ERR_NETWORK_IO_SUSPENDED'], ['网络连接已中断。']],
    [
      'NO_ROOM',
      NO_ROOM,
      ['the maximum size of the file storage limit is exceeded', 'ENOSPC: no space left'],
      ['storage'],
    ],
    ['OVER_MAX_SIZE', OVER_MAX_SIZE, ['exceed max file size', 'Maximum file size exceeded'], ['maximum size']],
    ['UNDECLARED', UNDECLARED, ['api scope is not declared in the privacy agreement'], ['declared']],
    ['UNAGREED', UNAGREED, ['privacy permission is not authorized'], ['permission is not authorized']],
    [
      'UNREADABLE',
      UNREADABLE,
      ['no such file or directory', 'tempFilePath file not exist', 'permission denied, open'],
      ['file'],
    ],
    [
      'UNPERMITTED',
      UNPERMITTED,
      ['auth deny', 'auth denied', 'authorize no response', 'system permission denied'],
      ['ERR_PROXY_AUTH_REQUESTED', 'authors denied', 'permission'],
    ],
    ['LACKING', LACKING, ['not supported', 'not support'], ['support']],
  ])('%s matches what it is for, and nothing more', (_, pattern, matching, others) => {
    expect(matching.filter((text) => !pattern.test(text))).toEqual([])
    expect(others.filter((text) => pattern.test(text))).toEqual([])
  })
})
