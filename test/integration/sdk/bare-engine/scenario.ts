import type * as Sdk from 'cos-miniprogram/presign'

/** What a scenario has seen, as JSON can say it. */
export interface Seen {
  urls: string[]
  authorization: string
  refused: string[]
  failed: string[]
  requests: number
}

/**
 * What a page of pictures does, with a source of credentials that works and with some that do not. Its very text runs
 * in the bare engines, so it uses nothing from outside but what it is handed.
 */
export async function scenario({ Presigner, isCosError }: typeof Sdk): Promise<Seen> {
  const now = () => 1767323045000
  // No engine has timers: nothing here may need one to fire.
  const timers = { setTimeout: () => 0, clearTimeout: () => undefined }
  const place = { Bucket: 'photos-1250000000', Region: 'ap-guangzhou', now, timers }
  const seen: Seen = { urls: [], authorization: '', refused: [], failed: [], requests: 0 }
  const codeOf = (thrown: unknown) => (isCosError(thrown) ? thrown.code : String(thrown))

  const getCredentials = async () => {
    seen.requests++
    return {
      credentials: { tmpSecretId: 'AKIDEXAMPLE', tmpSecretKey: 'example-secret-key', sessionToken: 'token/+=' },
      startTime: 1767323045,
      expiredTime: 1767324845,
    }
  }
  const cos = new Presigner({ ...place, credentials: { getCredentials } })
  const keys = ["旅行/a b+c%&=?#'()!*~😀.jpg", 'b.jpg', 'c/d.jpg']
  for (const outcome of await cos.presignAll(
    keys.map((Key) => ({ Key, Query: { 'imageMogr2/thumbnail/200x/': '' } })),
  )) {
    seen.urls.push(outcome.status === 'fulfilled' ? outcome.value.Url : codeOf(outcome.reason))
  }
  seen.urls.push(cos.getObjectUrl({ Key: 'b.jpg', Method: 'put', Headers: { 'Content-Type': 'image/jpeg' } }))

  seen.authorization = Presigner.getAuthorization({
    SecretId: 'AKIDEXAMPLE',
    SecretKey: 'example-secret-key',
    Key: 'exampleobject(腾讯云)',
    KeyTime: '1557989753;1557996953',
    Headers: { Host: 'examplebucket-1250000000.cos.ap-beijing.myqcloud.com' },
  })

  for (const Key of ['', '/a', 'a/../b', 'a\ud800', 'x'.repeat(851)]) {
    try {
      seen.refused.push(cos.getObjectUrl({ Key }))
    } catch (thrown) {
      seen.refused.push(codeOf(thrown))
    }
  }

  const sources = [
    async () => ({ code: -1, message: 'no session' }),
    async () => ({ TmpSecretId: 'AKIDEXAMPLE', TmpSecretKey: 'example', ExpiredTime: 1 }),
    () => Promise.reject(new Error('down')),
    async (): Promise<Record<string, unknown>> => ({ Authorization: 'q-sign-algorithm=sha1' }),
  ]
  for (const source of sources) {
    const failing = new Presigner({ ...place, credentials: { getCredentials: source } })
    seen.failed.push(await failing.presign({ Key: 'a' }).then(({ Url }) => Url, codeOf))
  }
  const unreachable = new Presigner({ ...place, credentials: { url: 'https://example.com/credentials' } })
  seen.failed.push(await unreachable.presign({ Key: 'a' }).then(({ Url }) => Url, codeOf))
  return seen
}
