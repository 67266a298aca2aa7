import { z } from 'zod'
import { readBody } from '../http/body'
import type { Limits } from '../http/limits'
import type { Code2Session } from './code2session'
import type { Identify } from './identify'

// With spaces, as DevTools has them where a project has no AppID: "the code is a mock one".
const loginRequest = z.strictObject({ code: z.string().regex(/^[\x20-\x7e]{1,128}$/, 'must be what wx.login gave') })

/**
 * By a code of `wx.login`. That a code works once is WeChat's word: it refuses the second. What may be asked of WeChat is
 * bounded for all callers together, since its quota is one for the mini program.
 */
export const identifyByCode =
  (code2Session: Code2Session, limits: Limits): Identify =>
  async (context) => {
    const { code } = await readBody(context, loginRequest)
    await limits.take('logins', 'all')
    return code2Session(code)
  }
