import { COS } from 'cos-miniprogram'
import { config } from './config'
import { getSession, renewSession } from './session'

const { backend, Bucket, Region, Domain } = config

/** One client for the whole app: it keeps the temporary keys, and asks the backend for as few as it can. */
export const cos = new COS({
  Bucket,
  Region,
  Domain,
  credentials: {
    url: `${backend}/cos/credentials`,
    async headers(refused) {
      const { token } = await (refused ? renewSession() : getSession())
      return { authorization: `Bearer ${token}` }
    },
  },
})
