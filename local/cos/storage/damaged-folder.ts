import { mkdir, rename } from 'node:fs/promises'
import { basename, join } from 'node:path'

/** Where records that are of no use are kept, with their bytes, so that nothing is lost that a person may still save. */
export class DamagedFolder {
  constructor(
    private readonly folder: string,
    private readonly report: (line: string) => void,
  ) {}

  /** Says which object it is, as far as that can be told. */
  async takeRecord(file: string, name: string | undefined, reason: string): Promise<void> {
    const moved = await this.take(file)
    const place = moved ? `It has been set aside as ${join(this.folder, basename(file))}` : `It stays as ${file}`
    this.report(`${name ?? 'An object'} is not served: ${reason}. ${place}; all others are served.`)
  }

  /** Whether it could be moved. */
  async take(file: string): Promise<boolean> {
    try {
      await mkdir(this.folder, { recursive: true })
      await rename(file, join(this.folder, basename(file)))
      return true
    } catch {
      return false
    }
  }
}
