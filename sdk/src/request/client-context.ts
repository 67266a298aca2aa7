import { fixedKeyOf } from '../credentials/fixed-key'
import { createCredentialsProvider, type CredentialsProvider, type ProviderOptions } from '../credentials/provider'
import { createServerClock } from '../credentials/server-clock'
import { sourceOf, type Transport } from '../credentials/sources'
import { createEnvironment, type Environment } from '../platform/environment'
import { sendRequest } from '../platform/http'
import type { COSOptions, CommonOptions } from '../types/client'
import type { BucketAddress } from './address'
import { checkNumber } from './validate'

/** What a client is made of, as long as one person is logged in. */
export interface ClientContext extends ProviderOptions {
  readonly options: CommonOptions
  readonly credentials: CredentialsProvider
  /** Sends small requests, such as those for credentials. What a server says of the time is learned from each. */
  readonly transport: Transport
  /** Where buckets answer, by all that names them. */
  readonly addresses: Map<string, BucketAddress>
}

/** Milliseconds. */
const CREDENTIALS_TIMEOUT_MS = 15_000
const MAX_CREDENTIALS_TIMEOUT_MS = 3_600_000

/**
 * @param createTransport - a client with a queue brings its own
 * @throws CosError `InvalidArgument` where the options name no source of credentials, or an impossible time-out
 */
export function createContext(
  options: COSOptions,
  createTransport: (environment: Environment) => Transport = directTransport,
): ClientContext {
  checkNumber('credentialsTimeout', options.credentialsTimeout, 1, MAX_CREDENTIALS_TIMEOUT_MS)
  const environment = createEnvironment(options)
  const clock = createServerClock(environment.now)
  const send = createTransport(environment)
  const transport: Transport = (request) =>
    send(request).then((response) => {
      clock.observeDate(response.headers, response.sentAt, response.receivedAt)
      return response
    })
  const timeoutMs = options.credentialsTimeout || CREDENTIALS_TIMEOUT_MS
  const source = sourceOf(options, transport, timeoutMs, () => fixedKeyOf(options, environment))
  const context = {
    options,
    environment,
    clock,
    source,
    timeoutMs,
    transport,
    addresses: new Map<string, BucketAddress>(),
  }
  return Object.assign(context, { credentials: createCredentialsProvider(context) })
}

/** The same client for whoever logs in next: what is under way goes on with the context that it began with. */
export function nextContext(context: ClientContext): ClientContext {
  context.credentials.close()
  return Object.assign({}, context, { credentials: createCredentialsProvider(context) })
}

function directTransport(environment: Environment): Transport {
  return (request) => sendRequest(environment, request)
}
