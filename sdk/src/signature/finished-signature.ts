/** What a URL is signed with, as the values of headers, or of fields of a form. */
export interface FinishedSignature {
  Authorization: string
  /** Empty for a permanent key. */
  SecurityToken: string
}

/** Takes the signature out of a signed URL. */
export function signatureIn(url: string): FinishedSignature {
  const [signature = ''] = /q-sign-algorithm=.*?q-signature=\w+/.exec(url) || []
  const [, token = ''] = /[?&]x-cos-security-token=([^&]*)/.exec(url) || []
  return { Authorization: decodeURIComponent(signature), SecurityToken: decodeURIComponent(token) }
}
