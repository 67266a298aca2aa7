/** One field of a signed URL, decoded. */
export interface UrlPart {
  name: string
  value: string
}

/** A signed URL, taken apart. */
export interface SignedUrl {
  origin: string
  /** Object key, decoded. */
  key: string
  /** What is not part of the signature: what the request asks of COS. */
  query: UrlPart[]
  /** The fields of the signature, in the URL's order. */
  signature: UrlPart[]
  /** `x-cos-security-token`; empty for a permanent key. */
  token: string
}

const TOKEN = 'x-cos-security-token'

/** Takes a signed URL apart. A mini program has no `URL`. */
export function takeApart(url: string): SignedUrl {
  const [address = '', search = ''] = url.split('?')
  const slash = address.indexOf('/', address.indexOf('//') + 2)
  const parts = search.split('&').filter(Boolean).map(toPart)
  return {
    origin: address.slice(0, slash),
    key: decodeURIComponent(address.slice(slash + 1)),
    query: parts.filter(({ name }) => !name.startsWith('q-') && name !== TOKEN),
    signature: parts.filter(({ name }) => name.startsWith('q-')),
    token: parts.find(({ name }) => name === TOKEN)?.value ?? '',
  }
}

/** The value of one field of the signature, such as `q-sign-time`. */
export function fieldOf({ signature }: SignedUrl, name: string): string {
  return signature.find((part) => part.name === name)?.value ?? ''
}

function toPart(pair: string): UrlPart {
  const equals = pair.indexOf('=')
  const [name, value] = equals < 0 ? [pair, ''] : [pair.slice(0, equals), pair.slice(equals + 1)]
  return { name: decodeURIComponent(name), value: decodeURIComponent(value) }
}
