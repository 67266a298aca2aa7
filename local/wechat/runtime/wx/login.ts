import { api } from './call'

const DEVICE_KEY = 'wechat:device'

/**
 * `wx.login`: a code for one use, `<deviceId>.<random>`. The device keeps its id, so that the stand-in for
 * `code2Session` knows the same user again.
 */
export const login = {
  login: api('login', () => ({ code: `${deviceId()}.${randomHex()}` })),
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
