import { toFailure } from './call'

/**
 * Adds the functions of WeChat that the host does not have: each warns once and fails. A name that WeChat does not
 * know either is undefined, as there.
 */
export function unsupported<T extends object>(wx: T, known: ReadonlySet<string>): T {
  const stubs = new Map<string, unknown>()
  return new Proxy(wx, {
    get(target, name, receiver) {
      if (typeof name !== 'string' || name in target || !known.has(name)) return Reflect.get(target, name, receiver)
      const stub = stubs.get(name) ?? warnAndFail(name)
      stubs.set(name, stub)
      return stub
    },
  })
}

function warnAndFail(name: string) {
  let warned = false
  return (options: { fail?: (failure: object) => void; complete?: (failure: object) => void } = {}) => {
    if (!warned) console.warn(`wx.${name} is not supported by the browser host`)
    warned = true
    // Listeners and synchronous functions have nobody to tell.
    if (/^(on|off)[A-Z]|Sync$/.test(name)) return undefined
    const failure = toFailure(name, new Error('not supported'))
    options.fail?.(failure)
    options.complete?.(failure)
    return options.fail || options.complete ? undefined : Promise.reject(failure)
  }
}
