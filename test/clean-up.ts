import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/**
 * What has been started, and how to end it: `run` ends it all, last first, also where starting failed half-way. In the
 * manner of `AsyncDisposableStack`, which Node 20 does not have.
 */
export class CleanUp {
  private readonly steps: (() => unknown)[] = []

  /** Hands back what it was given, to be ended by `end`. */
  adopt<T>(value: T, end: (value: T) => unknown): T {
    this.steps.push(() => end(value))
    return value
  }

  /** A new folder for temporary files. */
  async folder(prefix: string): Promise<string> {
    return this.adopt(await mkdtemp(join(tmpdir(), prefix)), (folder) => rm(folder, { recursive: true, force: true }))
  }

  /** Ends everything, and only then throws where something could not be ended. */
  readonly run = async (): Promise<void> => {
    const failures: unknown[] = []
    for (const step of this.steps.splice(0).toReversed()) {
      try {
        await step()
      } catch (error) {
        failures.push(error)
      }
    }
    if (failures.length > 0) throw failures.length === 1 ? failures[0] : new AggregateError(failures, 'clean-up failed')
  }
}

/** Ends what is handed to it after the last test of the file. */
export function cleanUpAfterAll(): CleanUp {
  const cleanUp = new CleanUp()
  afterAll(cleanUp.run)
  return cleanUp
}

/** Ends what is handed to it after each test. */
export function cleanUpAfterEach(): CleanUp {
  const cleanUp = new CleanUp()
  afterEach(cleanUp.run)
  return cleanUp
}
