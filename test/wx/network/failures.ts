import { PlatformError } from '../callbacks'

/** In the words of WeChat's network stack. */
export function lostConnection(reason: string): PlatformError {
  return new PlatformError(`errcode:-100 cronet_error_code:-100 error_msg:net::${reason}`, 600001)
}

/** No network. */
export const disconnected = () => lostConnection('ERR_INTERNET_DISCONNECTED')
/** `task.abort()`. */
export const aborted = () => new PlatformError('abort')
/** `timeout` has passed. */
export const timedOut = () => new PlatformError('timeout', 5)
/** The app has been hidden for too long. */
export const interrupted = () => new PlatformError('interrupted', 600003)
/** The host is on no list of the app. */
export const notInDomainList = () => new PlatformError('url not in domain list', 600002)
/** It does not even look like an address. */
export const invalidUrl = (url: string) => new PlatformError(`invalid url "${url}"`, 600009)
