/** What Node and browsers have, and the engine of a mini program has not. */
const missing = `
  window document navigator location XMLHttpRequest fetch Headers Request Response URL URLSearchParams
  TextEncoder TextDecoder crypto atob btoa Blob File FormData AbortController AbortSignal Event
  EventTarget structuredClone setImmediate performance Buffer process BigInt WebAssembly
`

/**
 * Hides what a mini program has not from some files: there `fetch` and its like are `undefined`, as `wx` code finds them.
 * The stand-ins beside them keep what they need. Returns the function that ends it. While it lasts, each use of such a
 * name costs some microseconds, since it has to be seen whose it is: a few tests are enough.
 * @param isMiniProgram - whether the code of a file runs in the mini program
 */
export function hideWebGlobals(isMiniProgram: (file: string) => boolean): () => void {
  const restore = missing
    .trim()
    .split(/\s+/)
    .map((name) => hide(name, isMiniProgram))
  return () => restore.forEach((step) => step())
}

function hide(name: string, isMiniProgram: (file: string) => boolean): () => void {
  const descriptor = Object.getOwnPropertyDescriptor(globalThis, name)
  if (!descriptor) return () => {}
  let value: unknown = Reflect.get(globalThis, name)
  let watching = true
  Object.defineProperty(globalThis, name, {
    configurable: true,
    enumerable: descriptor.enumerable,
    get() {
      if (!watching) return value
      // Whoever looks at the stack may need the very global that is being asked for.
      watching = false
      const hidden = isMiniProgram(callerOf())
      watching = true
      return hidden ? undefined : value
    },
    set(next: unknown) {
      value = next
    },
  })
  return () => Object.defineProperty(globalThis, name, descriptor)
}

/** The file of the code that reads the global. */
function callerOf(): string {
  const before = Object.getOwnPropertyDescriptor(Error, 'prepareStackTrace')
  const { stackTraceLimit } = Error
  try {
    Error.stackTraceLimit = 3
    Error.prepareStackTrace = (_error, frames) => frames[2]?.getFileName() ?? ''
    const file: unknown = new Error('where').stack
    return typeof file === 'string' ? file : ''
  } finally {
    if (before) Object.defineProperty(Error, 'prepareStackTrace', before)
    else Reflect.deleteProperty(Error, 'prepareStackTrace')
    Error.stackTraceLimit = stackTraceLimit
  }
}
