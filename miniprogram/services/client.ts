import { COS } from 'cos-miniprogram'
import { askBackend, backendUrl, textField } from './backend'
import { Kept } from './kept'
import { session } from './session'

const client = new Kept(async () => {
  const config = await askBackend('GET', '/config')
  return new COS({
    Bucket: textField(config, 'Bucket', '/config'),
    Region: textField(config, 'Region', '/config'),
    Domain: typeof config.Domain === 'string' ? config.Domain : undefined,
    credentials: {
      url: backendUrl('/cos/credentials'),
      headers: async (refused) => ({ Authorization: `Bearer ${(await session(refused)).token}` }),
    },
  })
})

/** The one client of the app: credentials and finished signatures are shared by all pages. */
export function cosClient(): Promise<COS> {
  return client.get()
}
