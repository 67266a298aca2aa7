const LABEL = /^(?!-)[a-z0-9_-]{1,63}(?<!-)$/i
const LONGEST = 253

/**
 * Whether there can be such a host: a name or an address, with an optional port and an optional `http://` or `https://`
 * before it. Whether there is one is found out by calling it.
 */
export function isPossibleHost(text: string): boolean {
  const address = /^https?:\/\//.test(text) ? text : `https://${text}`
  if (!/^https?:\/\/[^\s/?#@]+$/.test(address) || !URL.canParse(address)) return false
  const { hostname, port } = new URL(address)
  if (port === '0') return false
  const isName = hostname.length <= LONGEST && hostname.split('.').every((label) => LABEL.test(label))
  return isName || hostname.startsWith('[')
}
