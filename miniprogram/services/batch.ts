/** One of many that failed. */
export interface BatchFailure<Item> {
  item: Item
  error: unknown
}

/** What has become of many. */
export interface BatchResult<Item> {
  done: Item[]
  failed: BatchFailure<Item>[]
}

/** How many are done at a time. */
const CONCURRENCY = 3

/**
 * Does something with many, some at a time. One that fails does not keep the others; its error is kept with it, so that
 * it can be tried again.
 */
export class Batch<Item> {
  private stopped = false

  constructor(
    private readonly act: (item: Item) => Promise<void>,
    private readonly onProgress: (result: BatchResult<Item>) => void = () => {},
    private readonly concurrency = CONCURRENCY,
  ) {}

  async run(items: readonly Item[]): Promise<BatchResult<Item>> {
    const result: BatchResult<Item> = { done: [], failed: [] }
    const waiting = [...items]
    const work = async () => {
      for (let item = waiting.shift(); item !== undefined && !this.stopped; item = waiting.shift()) {
        await this.doOne(item, result)
        this.onProgress(result)
      }
    }
    await Promise.all(Array.from({ length: this.concurrency }, work))
    return result
  }

  /** Begins no other; those under way end. */
  stop(): void {
    this.stopped = true
  }

  private async doOne(item: Item, { done, failed }: BatchResult<Item>): Promise<void> {
    try {
      await this.act(item)
      done.push(item)
    } catch (error) {
      failed.push({ item, error })
    }
  }
}
