import fc from 'fast-check'
import { performance } from 'node:perf_hooks'
import { redact } from '../../../sdk/src/errors/redact'

const secrets: [what: string, text: string, hidden: string[]][] = [
  ['Basic', 'upstream 401, sent Authorization: Basic dXNlcjpodW50ZXIy', ['dXNlcjpodW50ZXIy']],
  ['Basic alone', 'sent Basic dXNlcjpodW50ZXIy', ['dXNlcjpodW50ZXIy']],
  ['Bearer', 'Authorization: Bearer abc.def-ghi', ['abc', 'def', 'ghi']],
  ['Bearer alone', 'with Bearer hunter', ['hunter']],
  ['Bearer in JSON', '{"authorization":"Bearer a!b c"}', ['a!b']],
  [
    'Digest',
    'Authorization: Digest username="Mufasa", nonce="dcd98b", response="6629fae4"',
    ['dcd98b', '6629fae4', 'Mufasa'],
  ],
  ['Digest alone', 'said Digest username="Mufasa", response="6629fae4"', ['6629fae4']],
  ['Proxy-Authorization', 'Proxy-Authorization: Negotiate YIIabc', ['YIIabc']],
  ['a password', 'redis AUTH failed, password=hunter2secret', ['hunter2secret']],
  ['a password with signs', 'password=h!u$n(ter', ['h!u$n']],
  ['a password after a colon', 'passwd: hunter', ['hunter']],
  ['a password in quotes', `pwd = 'hun ter2'`, ['hun ter2', 'ter2']],
  ['a passphrase', '{"passphrase": "correct horse"}', ['correct', 'horse']],
  ['a field', '{"code":-1,"password":"hunter2"}', ['hunter2']],
  ['special characters', '{"error":"x","token":"abc!def$ghi"}', ['abc', 'def', 'ghi']],
  ['quotes in it', '{"token":"abc\\"def"}', ['abc', 'def']],
  ['JSON in JSON', JSON.stringify({ detail: JSON.stringify({ tmpSecretKey: 'in"side' }) }), ['in\\', 'side']],
  ['a list', '{"tokens":["tokenone","tokentwo"]}', ['tokenone', 'tokentwo']],
  ['a list of a program', `tokens: [ 'tokenone', 'tokentwo' ]`, ['tokenone', 'tokentwo']],
  ['a list that is cut off', `tokens: ['tokenone', 'token`, ['tokenone']],
  ['something nested', '{"secret":{"value":"shh-value"}}', ['shh-value']],
  ['an API key', 'bad api_key=sk_live_abcdef', ['sk_live_abcdef', 'abcdef']],
  ['an API key in a header', 'X-Api-Key: abcdef', ['abcdef']],
  ['an access key', 'accessKey=abcdef&x=1', ['abcdef']],
  ['a private key', 'private_key: abcdef', ['abcdef']],
  ['ak and sk', 'ak=abc sk=def', ['abc', 'def']],
  ['a cookie', 'Cookie: sid=s3cr3tcookie; theme=dark', ['s3cr3tcookie']],
  ['a cookie that is set', '{"Set-Cookie":"a=s3cr3t; HttpOnly"}', ['s3cr3t']],
  ['a session', 'session=abc', ['abc']],
  ['a session in words', 'the session a1b2c3 is over', ['a1b2c3']],
  ['userinfo', 'connect https://admin:hunter2@sts.internal failed', ['hunter2', 'admin']],
  ['userinfo with an at', 'connect https://admin:hun@ter2@sts.internal failed', ['hun', 'ter2']],
  ['userinfo without a name', 'redis://:hunter2@localhost:6379', ['hunter2']],
  ['a short JWT', 'jwt eyJhbGciOiJIUzI1NiJ9.eyJ1aWQiOiIxIn0.c2hvcnRzaWc rejected', ['eyJ1aWQiOiIxIn0', 'c2hvcnRzaWc']],
  ['a JWT alone', 'got eyJhbGciOiJub25lIn0.e30. here', ['eyJhbGciOiJub25lIn0', 'e30']],
  ['a key in words', 'SecretKey is  abcDEF123456', ['abcDEF123456']],
  ['a key id', 'no AKIDabc here', ['AKIDabc']],
  ['a key with signs', '{"TmpSecretId":"AKIDabc","TmpSecretKey":"short!key"}', ['AKIDabc', 'short!key', 'key"']],
  ['an arrow', `'token' => 'abcdef'`, ['abcdef']],
  [
    'a signed URL',
    'GET https://a.example.com/b?q-ak=AKIDabc&q-signature=0123abcd&x-cos-security-token=a%2Bb failed',
    ['0123abcd', 'a%2Bb'],
  ],
  ['a signed path', 'GET /b?q-signature=0123abcd&x-cos-security-token=a%2Bb failed', ['0123abcd', 'a%2Bb']],
  ['a fragment', 'https://a.example.com/#access_token=abc', ['abc']],
  ['hex', 'got fedcba9876543210fedcba9876543210fedcba98', ['fedcba98']],
  ['base64', 'got dGhpcy9pcyt0aGUvc2VjcmV0K2tleQ==', ['dGhpcy9', 'c2VjcmV0']],
  ['letters only', 'got markerSESSIONmarkerSESSIONmarker', ['markerSESSION']],
  ['a login code', 'js_code=0a1b2c', ['0a1b2c']],
]

const kept: string[] = [
  'request:fail errcode:-113 cronet_error_code:-113 error_msg:net::ERR_SSL_VERSION_OR_CIPHER_MISMATCH',
  'request:fail Unable to resolve host "my-company-photos-1250000000.cos.ap-guangzhou.myqcloud.com"',
  'InventoryConfigurationNotFoundError',
  'AuthFailure.SecretIdNotFound The SecretId is not found',
  'TokenFailure: try again',
  'the token is expired, and the session is over',
  'the author: me',
  "Couldn't connect to the server. (NSURLErrorDomain error -1004)",
  "readFile:fail no such file or directory, open 'wxfile://usr/authors /a.jpg'",
  '请求超时。',
  '{"token":"","expiredTime":1795918872}',
  '{"sessionToken":null,"startTime":1795918872,"requestId":"r-1"}',
  'token: undefined',
  'design: flat, spin: fast, side=left',
  'Bearer token is missing',
  'https://sts.example.com/path is down',
]

describe('a text that is shown', () => {
  it.each(secrets)('does not show %s', (_, text, hidden) => {
    const shown = redact(text)
    expect(hidden.filter((secret) => shown.includes(secret))).toEqual([])
    expect(shown).toContain('…')
  })

  it.each(kept)('shows what is harmless: %s', (text) => {
    expect(redact(text)).toBe(text)
  })

  it.each([
    ['{"token":"abc","expiredTime":1795918872}', '{"token":…,"expiredTime":1795918872}'],
    ['{"tokens":["a","b"],"code":5}', '{"tokens":…,"code":5}'],
    ['password=abc, then 5', 'password=…, then 5'],
    ['https://user:pw@host/path?a=b is down', 'https://…@host/path?… is down'],
  ])('keeps the names of fields, and what stands around: %s', (text, shown) => {
    expect(redact(text)).toBe(shown)
  })

  it('does not show what is assigned to the name of a secret, whatever it is and however it is written', () => {
    const names = [
      'secret',
      'tmpSecretKey',
      'SecurityToken',
      'x-cos-security-token',
      'PASSWORD',
      'passwd',
      'session_key',
    ].concat([
      'api_key',
      'x-api-key',
      'accessKey',
      'Authorization',
      'Cookie',
      'pwd',
      'sid',
      'jwt',
      'auth',
      'q-signature',
    ])
    const forms = [
      'N=V',
      'N: V',
      'N = V',
      'N => V',
      '{"N":"V"}',
      "{ N: 'V' }",
      '{\\"N\\":\\"V\\"}',
      'N=["V"]',
      '?N=V&a=b',
    ]
    const value = fc.stringMatching(/^[A-Za-z0-9!#$%*+./@^_|~-]{5,20}$/)
    fc.assert(
      fc.property(fc.constantFrom(...names), fc.constantFrom(...forms), value, (name, form, secret) => {
        const text = form.replace('N', () => name).replace('V', () => secret)
        fc.pre(!/^(none|missing|undefined|false)$/.test(secret))
        expect(redact(`it said ${text} and no more`)).not.toContain(secret)
      }),
      { numRuns: 2000, seed: 1 },
    )
  })

  it('has at most 300 characters', () => {
    expect(redact('word '.repeat(1000))).toHaveLength(300)
  })

  it('does not show the half of a secret that is cut in two', () => {
    for (let length = 950; length < 1000; length++) {
      const hidden = `password=${'x'.repeat(length)} `
      expect(redact(`${hidden.slice(0, length)} 0123abcd4567cdef89ab0123abcd4567`)).not.toMatch(/0123|cdef/)
    }
  })

  it.each([
    ['token::::', 'token::::'],
    ['quotes', 'token="'],
    ['brackets', 'token=['],
    ['backslashes', '\\"\\\\"'],
    ['names', 'secrettoken'],
    ['slashes', '://'],
    ['ats', 'a@'],
    ['dots', 'eyJ.'],
    ['spaces', 'token '],
    ['letters', 'aB'],
    ['CamelCase', 'Aa'],
    ['commas', 'authorization:,'],
  ])('takes no longer for much than for little, though it be made of %s', (_, piece) => {
    const started = performance.now()
    redact(piece.repeat(100_000))
    expect(performance.now() - started).toBeLessThan(1000)
  })

  it.each([undefined, null, 7, {}, Object.create(null), Symbol('a'), () => 1, { toString: 1, valueOf: 1 }])(
    'may come from anything',
    (value) => {
      expect(typeof redact(value)).toBe('string')
    },
  )
})
