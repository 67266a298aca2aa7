import type { Page } from 'playwright-core'

/** What a function of `wx` succeeded or failed with. */
export type Outcome = Record<string, unknown>

/** Calls a function of `wx` in the page, and gives what it succeeds or fails with. */
export function callWx(page: Page, name: string, options: object = {}): Promise<Outcome> {
  return page.evaluate(
    ([method, given]) =>
      new Promise((resolve) => Reflect.get(wx, method)({ ...given, success: resolve, fail: resolve })),
    [name, options] as const,
  )
}

/** The same for a function of the file system. */
export function callFiles(page: Page, name: string, options: object): Promise<Outcome> {
  return page.evaluate(
    ([method, given]) =>
      new Promise((resolve) =>
        Reflect.get(wx.getFileSystemManager(), method)({ ...given, success: resolve, fail: resolve }),
      ),
    [name, options] as const,
  )
}
