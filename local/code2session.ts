import { createHash } from 'node:crypto'
import type { RawHandler, RawResponse } from './cos'

/**
 * Stands in for WeChat's `code2Session`: takes any code of the form `<device>.<anything>`, each once, and answers one
 * stable openid for each device. Errors are WeChat's: 40029 for a code that is none, 40163 for one that was used.
 * @see https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/user-login/code2Session.html
 */
export function createCode2Session(): RawHandler {
  const used = new Set<string>()
  return async ({ target }) => {
    const { pathname, searchParams } = new URL(target, 'http://localhost')
    if (pathname !== '/sns/jscode2session') return answer(404, { errcode: -1, errmsg: 'there is nothing here' })
    const code = searchParams.get('js_code') ?? ''
    const [device = '', once = ''] = code.split('.')
    if (!device || !once) return answer(200, { errcode: 40029, errmsg: 'invalid code' })
    if (used.has(code)) return answer(200, { errcode: 40163, errmsg: 'code been used' })
    used.add(code)
    return answer(200, { openid: openidOf(device), session_key: hash(`session ${code}`).slice(0, 24) })
  }
}

function openidOf(device: string): string {
  return `local${hash(`openid ${device}`).slice(0, 23)}`
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
