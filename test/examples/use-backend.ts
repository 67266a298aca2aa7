import { COS, type CredentialsSource, type PresignedRequest } from 'cos-miniprogram'
import type { Local } from '../../local/services'
import { bytesAt, equal } from './bytes'
import { createPhone, PHOTO_BYTES, PHOTO_PATH, type TestPhone } from './engine/phone'

/** What a backend answers to a login. */
interface Session {
  token: string
  Prefix: string
}

/** Uses a backend as an app does: logs in, uploads a large photo, signs, lists, downloads; and tries what is not its own. */
export async function useBackend(url: string, way: 'credentials' | 'sign', local: Local): Promise<string[]> {
  const phone = createPhone(() => {})
  try {
    const { token, Prefix } = await post<Session>(`${url}/login`, { code: `phone.${Date.now()}` })
    const { Bucket, Region, cos: Domain } = local
    const sourceWith = (authorization: string): CredentialsSource => sources[way](url, authorization)
    const clientWith = (authorization: string): COS =>
      new COS({ Bucket, Region, Domain, wx: phone.platform, credentials: sourceWith(authorization) })
    const cos = clientWith(`Bearer ${token}`)
    await transfer(cos, `${Prefix}photo.jpg`, phone)
    // A backend that signs has its own way of listing.
    if (way === 'credentials') await listed(cos, `${Prefix}photo.jpg`)
    await cos.deleteObject({ Key: `${Prefix}photo.jpg` })
    await refused(cos.presign({ Key: 'u/another/photo.jpg', Method: 'PUT' }), 'the folder of another user')
    await refused(cos.listObjects({ Prefix: '' }), 'a listing of all')
    await refused(clientWith('Bearer nonsense').presign({ Key: `${Prefix}photo.jpg` }), 'a token that is none')
    return [`${PHOTO_BYTES / 1024 / 1024} MB there and back`, 'refuses what is not the user’s']
  } finally {
    phone.close()
  }
}

/** Uploads, signs, downloads; compares bytes. */
export async function transfer(cos: COS, Key: string, { platform, photo }: TestPhone): Promise<void> {
  await cos.uploadFile({ Key, FilePath: PHOTO_PATH })
  const { Url } = await cos.presign({ Key })
  equal('what its signed address leads to', await bytesAt(Url), photo)
  const { FilePath } = await cos.downloadFile({ Key })
  const { content } = platform.phone.files.get(FilePath)
  equal('the file that was downloaded', content.bytes(0, content.size), photo)
}

/** @throws where the listing of its folder lacks it */
export async function listed(cos: COS, Key: string): Promise<void> {
  const { Contents } = await cos.listObjects({ Prefix: Key.slice(0, Key.lastIndexOf('/') + 1) })
  if (!Contents.some((object) => object.Key === Key)) throw new Error(`the listing lacks ${Key}`)
}

const sources: Record<'credentials' | 'sign', (url: string, authorization: string) => CredentialsSource> = {
  credentials: (url, authorization) => ({ url: `${url}/cos/credentials`, headers: { authorization } }),
  sign: (url, authorization) => ({
    signUrl: (request) => post<PresignedRequest>(`${url}/cos/sign`, request, { authorization }),
  }),
}

/** @throws where it succeeds */
export async function refused(call: Promise<unknown>, what: string): Promise<void> {
  const outcome = await call.then(
    () => 'served',
    () => 'refused',
  )
  if (outcome === 'served') throw new Error(`it serves ${what}`)
}

async function post<Answer>(url: string, body: object, headers: Record<string, string> = {}): Promise<Answer> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })
  if (!response.ok) throw new Error(`${url} answers ${response.status}: ${await response.text()}`)
  return (await response.json()) as Answer
}
