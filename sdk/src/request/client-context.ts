import { fixedKeyOf } from '../credentials/fixed-key'
import { CredentialsProvider } from '../credentials/provider'
import { ServerClock } from '../credentials/server-clock'
import { sourceOf, type Transport } from '../credentials/sources'
import { createEnvironment, type Environment } from '../platform/environment'
import { sendRequest } from '../platform/http'
import type { COSOptions, CommonOptions } from '../types/client'
import type { BucketAddress } from './address'

/** What a client is made of, as long as one person is logged in. */
export interface ClientContext {
  readonly options: CommonOptions
  readonly environment: Environment
  readonly clock: ServerClock
  readonly credentials: CredentialsProvider
  /** Sends small requests, such as those for credentials. */
  readonly transport: Transport
  /** Where buckets answer, by all that names them. */
  readonly addresses: Map<string, BucketAddress>
}

/** Milliseconds. */
const CREDENTIALS_TIMEOUT_MS = 15_000

/**
 * @param createTransport - a client with a queue brings its own
 * @throws CosError `InvalidArgument` where the options name no source of credentials
 */
export function createContext(
  options: COSOptions,
  createTransport: (environment: Environment) => Transport = directTransport,
): ClientContext {
  const environment = createEnvironment(options)
  const clock = new ServerClock(environment.now)
  const transport = createTransport(environment)
  const credentials = new CredentialsProvider({
    environment,
    clock,
    source: sourceOf(options),
    fixedKey: fixedKeyOf(options, environment),
    // What the backend says of the time counts, too.
    transport: async (request) => {
      const response = await transport(request)
      clock.observeDate(response.headers, response.sentAt, response.receivedAt)
      return response
    },
    timeoutMs: options.credentialsTimeout || CREDENTIALS_TIMEOUT_MS,
  })
  return { options, environment, clock, credentials, transport, addresses: new Map() }
}

/** The same client for whoever logs in next: what is under way goes on with the context that it began with. */
export function nextContext(context: ClientContext): ClientContext {
  context.credentials.close()
  return Object.assign({}, context, { credentials: context.credentials.forNextLogin() })
}

function directTransport(environment: Environment): Transport {
  return (request) => sendRequest(environment, request)
}
