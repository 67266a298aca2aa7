import { config } from './config'

let current

/** The session of this user, `{ token, Prefix }`: a token for the backend, and where the user's objects lie. */
export function getSession() {
  if (!current) current = logIn()
  return current
}

/** Logs in anew, where the backend has refused the token. */
export function renewSession() {
  current = undefined
  return getSession()
}

async function logIn() {
  try {
    const { code } = await wx.login()
    return await requestSession(code)
  } catch (error) {
    // The next call tries again.
    current = undefined
    throw error
  }
}

function requestSession(code) {
  return new Promise((resolve, reject) => {
    wx.request({
      url: `${config.backend}/login`,
      method: 'POST',
      data: { code },
      success: ({ statusCode, data }) =>
        statusCode === 200 ? resolve(data) : reject(new Error(`The backend answers ${statusCode} to the login.`)),
      fail: ({ errMsg }) => reject(new Error(errMsg)),
    })
  })
}
