import { createHmac } from 'node:crypto'
import { HTTPException } from 'hono/http-exception'
import { sign, verify } from 'hono/jwt'
import { z } from 'zod'
import { settings } from './settings.js'

const { FOLDER_KEY, SESSION_SECRET, WECHAT_API, WECHAT_APPID, WECHAT_SECRET } = settings
const SESSION_SECONDS = 2 * 60 * 60

const Claims = z.object({ folder: z.string().min(1) })
const WechatAnswer = z.object({ openid: z.string().optional(), errcode: z.number().optional() })

/** Exchanges the code of `wx.login` for a session: a token, and where this user's objects lie. */
export async function logIn(code: string): Promise<{ token: string; Prefix: string }> {
  const folder = folderOf(await openidOf(code))
  const exp = Math.floor(Date.now() / 1000) + SESSION_SECONDS
  return { token: await sign({ folder, exp }, SESSION_SECRET, 'HS256'), Prefix: folder }
}

/** The folder of whoever sends this header. @throws 401, where there is no session, or it has ended */
export async function authenticate(authorization = ''): Promise<string> {
  try {
    const claims = await verify(authorization.replace(/^Bearer /, ''), SESSION_SECRET, 'HS256')
    return Claims.parse(claims).folder
  } catch {
    throw new HTTPException(401, { message: 'log in again' })
  }
}

/** @see https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/user-login/code2Session.html */
async function openidOf(code: string): Promise<string> {
  const query = new URLSearchParams({
    appid: WECHAT_APPID,
    secret: WECHAT_SECRET,
    js_code: code,
    grant_type: 'authorization_code',
  })
  const response = await fetch(`${WECHAT_API}/sns/jscode2session?${query.toString()}`)
  const { openid, errcode } = WechatAnswer.parse(await response.json())
  if (!openid) throw new HTTPException(401, { message: `WeChat refuses the code: ${errcode}` })
  return openid
}

/** Object keys are seen by whoever gets a link: the openid is not in them. */
function folderOf(openid: string): string {
  return `u/${createHmac('sha256', FOLDER_KEY).update(openid).digest('hex').slice(0, 32)}/`
}
