import { createHash } from 'node:crypto'
import type { RawHandler, RawResponse } from './cos'

/** What `wx.login` gives in WeChat DevTools to a project without an AppID of its own: always the same. */
const TOURIST_CODE = 'the code is a mock one'

/** Who uses WeChat DevTools on this machine. No device is called so: the names of devices have no dot. */
const LOCAL_PERSON = 'local.person'

/**
 * Stands in for WeChat's `code2Session`: takes any code once, and answers a stable openid. The browser's codes are
 * `<device>.<random>`, one person for each device; all others, such as those of WeChat DevTools, are one local person.
 * Errors are WeChat's: 40029 for no code, 40163 for one that was used.
 * @see https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/user-login/code2Session.html
 */
export function createCode2Session(): RawHandler {
  const used = new Set<string>()
  return async ({ target }) => {
    const { pathname, searchParams } = new URL(target, 'http://localhost')
    if (pathname !== '/sns/jscode2session') return answer(404, { errcode: -1, errmsg: 'there is nothing here' })
    const code = searchParams.get('js_code') ?? ''
    if (code === '') return answer(200, { errcode: 40029, errmsg: 'invalid code' })
    if (used.has(code)) return answer(200, { errcode: 40163, errmsg: 'code been used' })
    if (code !== TOURIST_CODE) used.add(code)
    return answer(200, { openid: openidOf(personOf(code)), session_key: hash(`session ${code}`).slice(0, 24) })
  }
}

/** The device, as the browser's codes name it; a code of WeChat has no dot. */
function personOf(code: string): string {
  return /^([^.]+)\.[^.]+$/.exec(code)?.[1] ?? LOCAL_PERSON
}

function openidOf(person: string): string {
  return `local${hash(`openid ${person}`).slice(0, 23)}`
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('base64url')
}

function answer(status: number, json: unknown): RawResponse {
  const body = Buffer.from(JSON.stringify(json))
  const headers = [
    ['Content-Type', 'application/json; charset=utf-8'],
    ['Content-Length', `${body.length}`],
  ] as const
  return { status, headers, body: bytes(body) }
}

async function* bytes(body: Uint8Array): AsyncGenerator<Uint8Array> {
  yield body
}
