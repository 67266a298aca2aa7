import { PHONE } from '../launch'
import { conditions } from '../simulation/conditions'
import { sessions } from '../simulation/sessions'
import { api, ApiError } from './call'

const DEVICE_KEY = `${PHONE}device`

/**
 * `wx.login`: a code for one use, `<deviceId>.<random>`. The device keeps its id, so that the stand-in for
 * `code2Session` knows the same user again.
 */
export const login = {
  login: api('login', () => {
    if (conditions.values.network === 'off') throw new ApiError('request:fail net::ERR_INTERNET_DISCONNECTED')
    sessions.renew()
    return { code: `${deviceId()}.${randomHex()}` }
  }),
  checkSession: api('checkSession', () => undefined),
}

function deviceId(): string {
  const known = localStorage.getItem(DEVICE_KEY)
  if (known !== null) return known
  const made = randomHex()
  localStorage.setItem(DEVICE_KEY, made)
  return made
}

function randomHex(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(8)), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
