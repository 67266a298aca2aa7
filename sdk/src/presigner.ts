import { checkExpires, checkKey, checkPairs, checkMethod, checkSecret } from './checks'
import { createCore, type Core } from './core'
import { invalidArgument, toCosError } from './errors'
import { authorization, formatHeaders, formatParameters, signKeys } from './signer'
import type {
  CosCallback,
  COSOptions,
  GetAuthorizationParams,
  GetObjectUrlParams,
  PresignedRequest,
  PresignOutcome,
  PresignParams,
} from './types'
import { warn } from './platform/globals'

// Beside the objects, so that the types of the package show what callers can use, and nothing else.
const cores = new WeakMap<Presigner, Core>()

/** What a client is made of. */
export function coreOf(client: Presigner): Core {
  const core = cores.get(client)
  if (!core) throw invalidArgument('A client must be made by new', client)
  return core
}

/** The signing half, alone: what `cos-miniprogram/presign` exports. */
export class Presigner {
  /** @throws CosError `InvalidArgument` where the options name no source of credentials */
  constructor(options: COSOptions) {
    cores.set(this, createCore(options))
  }

  /**
   * The call of the official SDK, with the official contract: returns a string at once, and calls back exactly once,
   * never before it has returned. The string is the signed URL where it can be computed synchronously (a permanent key,
   * or temporary credentials already held that are good for it), else the unsigned URL, with one console warning that
   * names `presign`. With `Sign: false` both are the plain URL and no credentials are asked for. Bad input: with a
   * callback it gets the error and the string is empty; without one it throws.
   */
  getObjectUrl(params: GetObjectUrlParams, callback?: CosCallback<{ Url: string }>): string {
    const core = coreOf(this)
    let plain = ''
    let signed: { Url: string } | undefined
    try {
      const prepared = core.prepare(params)
      plain = prepared.Url
      signed = params.Sign === false ? prepared : core.signNow(prepared)
    } catch (thrown) {
      if (!callback) throw thrown
    }
    // That fails once more where the parameters are wrong.
    const later = signed ? Promise.resolve(signed) : presign(core, params)
    if (callback) callBack(later, callback)
    else if (!signed) prefetch(core, later)
    return signed ? signed.Url : plain
  }

  /** Signs one request. Never resolves to something unsigned, expired, or longer-lived than its credentials. */
  async presign(params: PresignParams): Promise<PresignedRequest> {
    return presign(coreOf(this), params)
  }

  /** Signs many, with at most one credentials request per scope; one failing item does not fail the others. */
  async presignAll(list: readonly PresignParams[]): Promise<PresignOutcome[]> {
    const core = coreOf(this)
    return Promise.all(list.map((params) => outcomeOf(core, params)))
  }

  /** Forgets every credential held: for logging out. What is under way ends with what it has. */
  clearCredentials(): void {
    const { credentials } = coreOf(this)
    if (credentials) credentials.clear()
  }

  /** The `Authorization` value for one request: for debugging, and for servers. Signs the headers given, no others. */
  static getAuthorization(params: GetAuthorizationParams): string {
    const { SecretId, SecretKey, Key = '', now = Date.now } = params
    checkSecret('SecretId', SecretId)
    checkSecret('SecretKey', SecretKey)
    const start = Math.floor(now() / 1000)
    const { KeyTime = `${start};${start + checkExpires(params.Expires)}` } = params
    if (!/^\d+;\d+$/.test(KeyTime)) throw invalidArgument('KeyTime must be start;end in UNIX seconds', 'that')
    return authorization(SecretId, KeyTime, signKeys(SecretKey)(KeyTime), {
      method: checkMethod(params.Method),
      uriPathname: '/' + (Key && checkKey(Key)),
      parameters: formatParameters(checkPairs('Query', params.Query)),
      headers: formatHeaders(checkPairs('Headers', params.Headers)),
    })
  }
}

async function presign(core: Core, params: GetObjectUrlParams): Promise<PresignedRequest> {
  const prepared = core.prepare(params)
  return core.signNow(prepared) || (await core.sign(prepared)).request
}

/** As `presign`, with a failure as a value. */
export function outcomeOf(core: Core, params: PresignParams): Promise<PresignOutcome> {
  return presign(core, params).then(
    (value) => ({ status: 'fulfilled', value }),
    (thrown: unknown) => ({ status: 'rejected', reason: toCosError(thrown) }),
  )
}

const warned = new WeakSet<Core>()

/** Nobody waits for the signature, but the credentials are there for the next call. */
function prefetch(core: Core, signed: Promise<object>): void {
  signed.catch(() => {})
  if (!warned.has(core)) warn('getObjectUrl has no credentials yet: its URL is unsigned. Use presign, or a callback.')
  warned.add(core)
}

/** Never before the caller's own code has gone on, and never twice: a callback that throws is not called again. */
function callBack(signed: Promise<{ Url: string }>, callback: CosCallback<{ Url: string }>): void {
  void signed.then(
    ({ Url }) => callback(null, { Url }),
    (thrown: unknown) => callback(toCosError(thrown), undefined),
  )
}
