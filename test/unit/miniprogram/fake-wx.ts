/** Puts a `wx` with these functions where the demo looks for it, until the end of the test. */
export function useWx(functions: object): void {
  Object.assign(globalThis, { wx: functions })
}

afterEach(() => {
  Reflect.deleteProperty(globalThis, 'wx')
})
