import type { Page, Route } from 'playwright-core'

/** What a browser wants of an answer from another origin. */
const CORS = { 'access-control-allow-origin': '*' }

/** Requests of a page to one service, without an answer until the story gives one: to all of them, and to later ones. */
export class HeldRequests {
  private readonly held: Route[] = []
  private answer: ((route: Route) => Promise<void>) | undefined

  /** Holds back what goes to an address with this in it from now on. */
  static async of(page: Page, part: string, method?: string): Promise<HeldRequests> {
    const requests = new HeldRequests()
    await page.route(
      (url) => url.href.includes(part),
      async (route) => {
        if (method !== undefined && route.request().method() !== method) await route.fallback()
        else if (requests.answer) await requests.answer(route)
        else requests.held.push(route)
      },
    )
    return requests
  }

  /** They reach nobody. */
  async fail(): Promise<void> {
    await this.end((route) => route.abort('connectionfailed'))
  }

  /** The service says no. */
  async refuse(): Promise<void> {
    await this.end((route) => route.fulfill({ status: 403, headers: CORS, body: '' }))
  }

  /** They go their way. */
  async release(): Promise<void> {
    await this.end((route) => route.fallback())
  }

  private async end(answer: (route: Route) => Promise<void>): Promise<void> {
    this.answer = answer
    await Promise.all(this.held.splice(0).map(answer))
  }
}
