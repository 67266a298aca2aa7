const UNREACHABLE =
  /\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ENETUNREACH|EHOSTUNREACH|ETIMEDOUT|ESOCKETTIMEDOUT)\b/
const ANSWER = /errCode"?:\s*(-?\d+).*?errMsg"?:\s*"?([^"]*)/s

/** What went wrong and what to do, in one line; never the key, which nothing here quotes. */
export function explain(error) {
  const said = (error instanceof Error ? error.message : String(error)).replaceAll(/\s+/g, ' ')
  const [, network] = UNREACHABLE.exec(said) ?? []
  if (network) return `servicewechat.com cannot be reached (${network}): check the network; HTTPS_PROXY is heeded.`
  const [, code, message] = ANSWER.exec(said) ?? []
  if (code) {
    return `WeChat refuses with ${code}, ${message.trim()}: check that the key is that of this AppID, and that the address of this machine is in the allow-list beside it.`
  }
  return said
}
