const { createHmac } = require('node:crypto')
const cloud = require('wx-server-sdk')
const { issueCredentials } = require('./credentials')
const { folderSecret } = require('./settings')

cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV })

/**
 * Asked for `Actions`, a temporary key; asked for nothing, where the objects of this user lie. WeChat says who that is:
 * no login is needed.
 */
exports.main = async (event) => {
  const { OPENID } = cloud.getWXContext()
  if (!OPENID) throw new Error('Only the mini program may call this function.')
  const Prefix = folderOf(OPENID)
  return event.Actions ? issueCredentials(event, Prefix) : { Prefix }
}

/** Object keys are seen by whoever gets a link: the openid is not in them. */
function folderOf(openid) {
  return `u/${createHmac('sha256', folderSecret).update(openid).digest('hex').slice(0, 32)}/`
}
