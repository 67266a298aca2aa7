import { checkExpires, checkMethod, checkPairs, encodeKey } from './checks'
import { createCore, signNow, signWith, type Core } from './core'
import { emptyStore, obtain } from './credentials/store'
import { check, toCosError } from './errors'
import { prepare } from './prepare'
import { authorization, createSigner } from './signer'
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
  return cores.get(client) as Core
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
    let plain = { Url: '' }
    let signed: { Url: string } | undefined
    try {
      const prepared = prepare(core, params)
      plain = prepared
      signed = params.Sign === false ? prepared : signNow(core, prepared)
    } catch (thrown) {
      if (!callback) throw thrown
    }
    // That fails once more where the parameters are wrong. The credentials are there for the next call.
    const later = signed ? Promise.resolve(signed) : presign(core, params)
    // Never before the caller's own code has gone on; a callback that throws is not called again.
    void later.then(
      ({ Url }) => callback && callback(null, { Url }),
      (thrown: unknown) => callback && callback(toCosError(thrown), undefined),
    )
    if (!(signed || callback || core.warned)) {
      warn('this URL is unsigned, without credentials yet: use presign')
      core.warned = true
    }
    return (signed || plain).Url
  }

  /** Signs one request. Never resolves to something unsigned, expired, or longer-lived than its credentials. */
  presign(params: PresignParams): Promise<PresignedRequest> {
    return presign(coreOf(this), params)
  }

  /** Signs many, with at most one credentials request per scope; one failing item does not fail the others. */
  async presignAll(list: readonly PresignParams[]): Promise<PresignOutcome[]> {
    const core = coreOf(this)
    return Promise.all(list.map((params) => outcomeOf(core, params)))
  }

  /** Forgets every credential held: for logging out. What is under way ends with what it has. */
  clearCredentials(): void {
    coreOf(this).store = emptyStore()
  }

  /** The `Authorization` value for one request: for debugging, and for servers. Signs the headers given, no others. */
  static getAuthorization(params: GetAuthorizationParams): string {
    const { SecretId, SecretKey, Key = '', now = Date.now } = params
    const start = Math.floor(now() / 1000)
    const { KeyTime = `${start};${start + checkExpires(params.Expires)}` } = params
    check(/^\d+;\d+$/.test(KeyTime), 'KeyTime must be start;end', 'that')
    if (Key) encodeKey(Key)
    return authorization(createSigner(SecretId, SecretKey), KeyTime, {
      Method: checkMethod(params.Method),
      Key,
      Query: checkPairs('Query', params.Query),
      Headers: checkPairs('Headers', params.Headers),
    })
  }
}

async function presign(core: Core, params: GetObjectUrlParams): Promise<PresignedRequest> {
  const prepared = prepare(core, params)
  return signWith(core, prepared, await obtain(core, prepared))
}

/** As `presign`, with a failure as a value. */
export function outcomeOf(core: Core, params: PresignParams): Promise<PresignOutcome> {
  return presign(core, params).then(
    (value) => ({ status: 'fulfilled', value }),
    (thrown: unknown) => ({ status: 'rejected', reason: toCosError(thrown) }),
  )
}
