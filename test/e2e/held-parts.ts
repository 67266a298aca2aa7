import type { Page, Request, Route } from 'playwright-core'

/**
 * Holds back the parts that a page sends to the COS until the test lets them through: an upload stands exactly where
 * the test wants it, without any waiting for time to pass.
 */
export class HeldParts {
  /** The numbers of the parts that went through, in their order. */
  readonly sent: number[] = []
  private readonly held: Route[] = []
  private free = 0
  private onDrop = () => {}

  /** Holds back all parts from now on. Those that the page gives up are not held any longer. */
  async watch(page: Page): Promise<void> {
    page.on('requestfailed', (request) => this.drop(request))
    await page.route(isPart, async (route) => {
      this.held.push(route)
      await this.pass()
    })
  }

  /** Lets some parts through, now or as soon as they come. */
  async let(count: number): Promise<void> {
    this.free += count
    await this.pass()
  }

  /** Resolves once the page has given up all parts that were held. */
  async givenUp(): Promise<void> {
    while (this.held.length > 0) await new Promise<void>((resolve) => (this.onDrop = resolve))
  }

  private async pass(): Promise<void> {
    while (this.free > 0) {
      const route = this.held.shift()
      if (!route) return
      this.free--
      this.sent.push(partNumber(route.request().url()))
      await route.continue()
    }
  }

  private drop(request: Request): void {
    const index = this.held.findIndex((route) => route.request() === request)
    if (index < 0) return
    this.held.splice(index, 1)
    this.onDrop()
  }
}

function isPart(url: URL): boolean {
  return url.searchParams.has('partNumber')
}

function partNumber(url: string): number {
  return Number(new URL(url).searchParams.get('partNumber'))
}
