const { backend } = require('./config')

let current

/** The session of this user, `{ token, Prefix }`: a token for the backend, and where the user's objects lie. */
function getSession() {
  if (!current) current = logIn()
  return current
}

/** Logs in anew, where the backend has refused the token. */
function renewSession() {
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
      url: `${backend}/login`,
      method: 'POST',
      data: { code },
      success: ({ statusCode, data }) =>
        statusCode === 200 ? resolve(data) : reject(new Error(`The backend answers ${statusCode} to the login.`)),
      fail: ({ errMsg }) => reject(new Error(errMsg)),
    })
  })
}

module.exports = { getSession, renewSession }
