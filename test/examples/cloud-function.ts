import { join } from 'node:path'
import { COS, type CredentialsAnswer, type CredentialsRequest } from 'cos-miniprogram'
import type { Local } from '../../local/services'
import { environment } from './backends'
import { createPhone, PHOTO_BYTES } from './engine/phone'
import { runNode } from './run'
import { listed, refused, transfer } from './use-backend'

const OPENID = 'an-openid-of-the-examples'

/** Calls the function as WeChat's platform does, with the caller in the environment, and lets the SDK use its keys. */
export async function tryCloudFunction(folder: string, local: Local): Promise<string[]> {
  const phone = createPhone(() => {})
  const call = callerOf(folder, local, OPENID)
  try {
    const { Prefix } = await call<{ Prefix: string }>({})
    const { Bucket, Region, cos: Domain } = local
    const getCredentials = (request: CredentialsRequest) => call<CredentialsAnswer>(request)
    const cos = new COS({ Bucket, Region, Domain, wx: phone.platform, credentials: { getCredentials } })
    await transfer(cos, `${Prefix}photo.jpg`, phone)
    await listed(cos, `${Prefix}photo.jpg`)
    await refused(cos.presign({ Key: 'u/another/photo.jpg', Method: 'PUT' }), 'the folder of another user')
    await refused(callerOf(folder, local, '')({}), 'a caller who is none')
    return [`${PHOTO_BYTES / 1024 / 1024} MB there and back`, 'refuses what is not the user’s']
  } finally {
    phone.close()
  }
}

function callerOf(folder: string, local: Local, openid: string) {
  const ofWechat = { WX_CONTEXT_KEYS: 'WX_OPENID,WX_APPID', WX_OPENID: openid, WX_APPID: 'touristappid' }
  const env = { ...environment(local), ...ofWechat, FOLDER_SECRET: 'an example of a secret for folders' }
  return async <Result>(event: object): Promise<Result> => {
    const args = [join(__dirname, 'invoke.cjs'), folder, JSON.stringify(event)]
    const printed = await runNode(args, { cwd: folder, env })
    return JSON.parse(/^RESULT (.*)$/m.exec(printed)?.[1] ?? 'null') as Result
  }
}
