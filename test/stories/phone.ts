/** A running demo, whoever drives it: a browser, or WeChat DevTools. */
export interface Phone {
  /** Opens a page as the only one, such as `/pages/album/album`. */
  reLaunch(url: string): Promise<void>
  /**
   * Resolves to a field of the data of the page in front, once it is as wanted.
   * @param component - the id of a component of the page whose data is meant
   * @throws where it does not become so in time
   */
  waitForData(field: string, isWanted: (value: unknown) => boolean, component?: string): Promise<unknown>
  /** Calls a method of the page, or of one of its components, as a tap does; waits for nothing. */
  call(method: string, component?: string): Promise<void>
  /** Runs a function where the mini program runs: it sees `wx`, and nothing from around it. */
  evaluate<Argument, Result>(run: (argument: Argument) => Result, argument: Argument): Promise<Result>
  /** A function of `wx` succeeds with this from now on, whatever it is asked; what it is asked is kept. */
  mockWx(name: string, result: object): Promise<void>
  /** What a mocked function was asked last. */
  lastCall(name: string): Promise<unknown>
}

/** What a person does with the demo, and what comes of it. Throws where that is something else. */
export interface Story {
  title: string
  run: (phone: Phone) => Promise<void>
}
