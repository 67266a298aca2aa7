import { z } from 'zod'
import { Refusal } from '../http/refusal'
import type { WeChatSettings } from '../settings'

/** Exchanges a code of `wx.login` for the openid of its user. */
export type Code2Session = (code: string) => Promise<string>

const openidAnswer = z.object({ openid: z.string().min(1) })
const errorAnswer = z.object({ errcode: z.number().int(), rid: z.string().optional() })

/**
 * WeChat's `code2Session`. The `session_key` of its answer is dropped here: nothing in this backend decrypts user data.
 * @see https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/user-login/code2Session.html
 */
export function createCode2Session(wechat: WeChatSettings, fetch = globalThis.fetch): Code2Session {
  return async (code) => {
    const answer = await ask(wechat, code, fetch)
    const { data } = openidAnswer.safeParse(answer)
    if (data) return data.openid
    throw refusalOf(errorAnswer.safeParse(answer).data?.errcode)
  }
}

async function ask(wechat: WeChatSettings, code: string, fetch: typeof globalThis.fetch): Promise<unknown> {
  const query = { appid: wechat.appId, secret: wechat.secret, js_code: code, grant_type: 'authorization_code' }
  const address = `${wechat.api}/sns/jscode2session?${new URLSearchParams(query).toString()}`
  try {
    const response = await fetch(address, { redirect: 'error', signal: AbortSignal.timeout(wechat.timeoutMs) })
    return await response.json()
  } catch (error) {
    // Neither the error nor its cause goes further: the address in it holds the AppSecret and the code.
    const kind = nameOf(error)
    if (kind === 'TimeoutError') throw new Refusal('UpstreamTimeout', 'WeChat did not answer in time; try again')
    throw new Refusal('WeChatFailed', 'WeChat cannot be reached, or its answer cannot be read', {
      upstreamCode: kind === 'SyntaxError' ? 'NoJson' : 'Network',
    })
  }
}

/** By name, since a timeout is a DOMException, which is an Error only where both come from one realm. */
const nameOf = (error: unknown) =>
  typeof error === 'object' && error !== null && 'name' in error ? error.name : undefined

function refusalOf(errcode: number | undefined): Refusal {
  const upstreamCode = String(errcode ?? 'NoOpenid')
  switch (errcode) {
    case 40029:
      return new Refusal('LoginCodeInvalid', 'The login code is wrong or too old; call wx.login again', {
        upstreamCode,
      })
    case 40163:
      return new Refusal('LoginCodeUsed', 'The login code has been used; call wx.login again', { upstreamCode })
    case 40226:
      return new Refusal('LoginBlocked', 'WeChat has blocked this user as a risk', { upstreamCode })
    case 45011:
      return new Refusal('TooManyRequests', 'WeChat limits this user to 100 logins a minute', {
        upstreamCode,
        retryAfterSeconds: 60,
      })
    case -1:
      return new Refusal('Busy', 'WeChat is busy; try again', { upstreamCode, retryAfterSeconds: 1 })
    default:
      return new Refusal('WeChatFailed', 'WeChat refused the login; the log of the backend has its code', {
        upstreamCode,
      })
  }
}
