import type { UnknownRecord } from './as-record'
import { callPlatform } from './call-platform'
import type { Environment } from './environment'
import { PLATFORM_RULES } from './file-error'

/**
 * Calls one of the platform's functions that not every platform has, and that may wait for the person.
 * @throws CosError `Unsupported` where there is none
 */
export function callApi(environment: Environment, name: string, options: object = {}): Promise<UnknownRecord> {
  return callPlatform(environment, { api: name, options, waitsForPerson: true, rules: PLATFORM_RULES })
}

/** What the platform says of itself; nothing where it cannot be asked. */
export function systemInfo(environment: Environment): UnknownRecord {
  const platform = environment.platform()
  const names = ['getDeviceInfo', 'getAppBaseInfo']
  const available = names.filter((name) => typeof Reflect.get(platform, name) === 'function')
  const info = {}
  for (const name of available.length === names.length ? names : ['getSystemInfoSync']) {
    const method: unknown = Reflect.get(platform, name)
    if (typeof method === 'function') Object.assign(info, Reflect.apply(method, platform, []))
  }
  return info
}
