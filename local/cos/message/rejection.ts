/** A request that is refused, in COS's words: becomes the error document of the answer. */
export class Rejection extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    /** More elements of the error document, such as `StringToSign`. Never a secret. */
    readonly details: Readonly<Record<string, string>> = {},
    /** More headers of the answer. */
    readonly headers: readonly (readonly [name: string, value: string])[] = [],
  ) {
    super(message)
    this.name = 'Rejection'
  }
}

/** 403: known, but not allowed. */
export function accessDenied(message = 'Access Denied.'): Rejection {
  return new Rejection(403, 'AccessDenied', message)
}

/** 403: the signature does not fit the request; says what was computed, so that a signer can be put right. */
export function signatureDoesNotMatch(details: Readonly<Record<string, string>> = {}): Rejection {
  return new Rejection(403, 'SignatureDoesNotMatch', 'The Signature you specified is invalid.', details)
}

/** 403: nobody has this key. */
export function invalidAccessKeyId(message: string): Rejection {
  return new Rejection(403, 'InvalidAccessKeyId', message)
}

/** 400: a parameter or header has a value that cannot be. */
export function invalidArgument(message: string): Rejection {
  return new Rejection(400, 'InvalidArgument', message)
}

/** 400: the target is not the encoding of anything. */
export function invalidUri(): Rejection {
  return new Rejection(400, 'InvalidURI', "Couldn't parse the specified URI.")
}

/** 404 for an object. */
export function noSuchKey(): Rejection {
  return new Rejection(404, 'NoSuchKey', 'The specified key does not exist.')
}

/** 404 for a version, which is none of the object's. */
export function noSuchVersion(): Rejection {
  return new Rejection(404, 'NoSuchVersion', 'The specified version does not exist.')
}

/** 404 for a bucket. */
export function noSuchBucket(): Rejection {
  return new Rejection(404, 'NoSuchBucket', 'The specified bucket does not exist.')
}

/** 403: the bucket stands in the path, as it may in S3. */
export function pathStyleForbidden(): Rejection {
  const message = 'The bucket you are attempting to access must be addressed using COS virtual-styled domain.'
  return new Rejection(403, 'PathStyleDomainForbidden', message)
}

/** 405: there is nothing like that here. */
export function methodNotAllowed(): Rejection {
  return new Rejection(405, 'MethodNotAllowed', 'The specified method is not allowed against this resource.')
}

/** 404 for an upload in parts. */
export function noSuchUpload(): Rejection {
  return new Rejection(404, 'NoSuchUpload', 'The specified multipart upload does not exist.')
}

/** 400: larger than may be stored. */
export function entityTooLarge(): Rejection {
  return new Rejection(400, 'EntityTooLarge', 'Your proposed upload exceeds the maximum allowed object size.')
}

/** 400: the body ended before its length. */
export function incompleteBody(): Rejection {
  return new Rejection(
    400,
    'IncompleteBody',
    'You did not provide the number of bytes specified by the Content-Length HTTP header.',
  )
}

/** 400: an XML body that is none, or says something else. */
export function malformedXml(): Rejection {
  return new Rejection(
    400,
    'MalformedXML',
    'The XML you provided was not well-formed or did not validate against our published schema.',
  )
}

/** 403: archived, and not restored. */
export function invalidObjectState(): Rejection {
  return new Rejection(403, 'InvalidObjectState', 'The operation is not valid for the current state of the object.')
}

/** 412: an `If-*` condition does not hold. */
export function preconditionFailed(): Rejection {
  return new Rejection(412, 'PreconditionFailed', 'Precondition Failed')
}
