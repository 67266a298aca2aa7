const { COS } = require('cos-miniprogram')
const { backend, Bucket, Region, Domain } = require('./config')
const { getSession, renewSession } = require('./session')

/** One client for the whole app: it keeps the temporary keys, and asks the backend for as few as it can. */
const cos = new COS({
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

module.exports = { cos }
