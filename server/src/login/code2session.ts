import { z } from 'zod'
import { Refusal, stopping } from '../http/refusal'
import type { CodeLoginSettings } from '../settings'
import { fetchJson, UpstreamError } from '../upstream/fetch-json'

/** Exchanges a code of `wx.login` for the openid of its user. */
export type Code2Session = (code: string) => Promise<string>

const openidAnswer = z.object({ openid: z.string().min(1) })
const errorAnswer = z.object({ errcode: z.number().int(), errmsg: z.string().default('') })

/**
 * WeChat's `code2Session`. The `session_key` of its answer is dropped here: nothing in this backend decrypts user data.
 * @see https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/user-login/code2Session.html
 */
export function createCode2Session(
  wechat: CodeLoginSettings,
  fetch = globalThis.fetch,
  shutdown?: AbortSignal,
): Code2Session {
  return async (code) => {
    const answer = await ask(wechat, code, { fetch, shutdown })
    const { data } = openidAnswer.safeParse(answer)
    if (data) return data.openid
    const refused = errorAnswer.safeParse(answer).data
    throw refusalOf(refused?.errcode, ridOf(refused?.errmsg))
  }
}

async function ask(
  wechat: CodeLoginSettings,
  code: string,
  options: { fetch: typeof globalThis.fetch; shutdown: AbortSignal | undefined },
): Promise<unknown> {
  const query = { appid: wechat.appId, secret: wechat.secret, js_code: code, grant_type: 'authorization_code' }
  const address = `${wechat.api}/sns/jscode2session?${new URLSearchParams(query).toString()}`
  try {
    return await fetchJson(address, {}, { ...options, timeoutMs: wechat.timeoutMs })
  } catch (error) {
    const upstreamCode = error instanceof UpstreamError ? error.code : 'Network'
    if (upstreamCode === 'Stopping') throw stopping()
    if (upstreamCode === 'Timeout')
      throw new Refusal('UpstreamTimeout', 'WeChat did not answer in time; try again', { upstreamCode })
    throw new Refusal('WeChatFailed', 'WeChat cannot be reached, or its answer cannot be read', { upstreamCode })
  }
}

/** By its `rid` WeChat finds a call. It is part of the text, which is not kept: that is WeChat's to word. */
const ridOf = (errmsg = '') => /\brid: ?([\w-]{1,64})/.exec(errmsg)?.[1]

function refusalOf(errcode: number | undefined, upstreamId: string | undefined): Refusal {
  const details = { upstreamCode: String(errcode ?? 'NoOpenid'), upstreamId }
  switch (errcode) {
    case 40029:
      return new Refusal('LoginCodeInvalid', 'The login code is wrong or too old; call wx.login again', details)
    case 40163:
      return new Refusal('LoginCodeUsed', 'The login code has been used; call wx.login again', details)
    case 40226:
      return new Refusal('LoginBlocked', 'WeChat has blocked this user as a risk', details)
    case 45011:
      return new Refusal('TooManyRequests', 'WeChat limits this user to 100 logins a minute', {
        ...details,
        retryAfterSeconds: 60,
      })
    case -1:
      return new Refusal('Busy', 'WeChat is busy; try again', { ...details, retryAfterSeconds: 1 })
    default:
      return new Refusal('WeChatFailed', 'WeChat refused the login; the log of the backend has its code', details)
  }
}
