import { createHmac } from 'node:crypto'
import jwt from 'jsonwebtoken'
import { Refusal } from './errors.js'
import { settings } from './settings.js'

const { wechat, sessionSecret, folderKey } = settings

/** Exchanges the code of `wx.login` for a session. */
export async function logIn(code) {
  if (typeof code !== 'string' || !code) throw new Refusal(400, 'BadRequest', 'code is missing')
  const folder = folderOf(await openidOf(code))
  return { token: jwt.sign({ folder }, sessionSecret, { expiresIn: '2h' }), Prefix: folder }
}

/** The folder of whoever sends this header. @throws where there is no session, or it has ended */
export function authenticate(authorization = '') {
  try {
    return jwt.verify(authorization.replace(/^Bearer /, ''), sessionSecret, { algorithms: ['HS256'] }).folder
  } catch {
    throw new Refusal(401, 'NotLoggedIn', 'log in again')
  }
}

/** @see https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/user-login/code2Session.html */
async function openidOf(code) {
  const query = new URLSearchParams({
    appid: wechat.appId,
    secret: wechat.secret,
    js_code: code,
    grant_type: 'authorization_code',
  })
  const response = await fetch(`${wechat.api}/sns/jscode2session?${query.toString()}`)
  const { openid, errcode } = await response.json()
  if (!openid) throw new Refusal(401, 'LoginRefused', `WeChat refuses the code: ${errcode}`)
  return openid
}

/** Object keys are seen by whoever gets a link: the openid is not in them. */
function folderOf(openid) {
  return `u/${createHmac('sha256', folderKey).update(openid).digest('hex').slice(0, 32)}/`
}
