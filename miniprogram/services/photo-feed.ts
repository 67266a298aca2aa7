import type { Folder, Photo, PhotoPage } from './photos'

/** One folder of the album, as far as it has been read. */
export interface Section {
  folder: Folder
  photos: Photo[]
  /** Prefixes of the folders in it. */
  folders: string[]
  /** All of it has been read. */
  complete: boolean
}

/** Reads folders one after the other, a page at a time: what an endless list scrolls through. */
export class PhotoFeed {
  readonly sections: Section[] = []
  private marker?: string
  private reading?: Promise<void>

  constructor(
    private readonly folders: readonly Folder[],
    private readonly list: (folder: Folder, marker?: string) => Promise<PhotoPage>,
  ) {}

  /** Everything has been read. */
  get complete(): boolean {
    return this.sections.length === this.folders.length && this.sections.every((section) => section.complete)
  }

  /** How many photos have been read. */
  get count(): number {
    return this.sections.reduce((sum, { photos }) => sum + photos.length, 0)
  }

  /** Reads a page, and more until there are so many photos, or all. */
  async upTo(count: number): Promise<void> {
    do await this.more()
    while (this.count < count && !this.complete)
  }

  /**
   * Reads one more page; goes on with the next folder where one ends, so that a short folder does not leave the screen
   * half empty. Callers at the same time share one reading. After a failure the same page is tried again.
   */
  more(): Promise<void> {
    this.reading ??= this.readMore().finally(() => {
      this.reading = undefined
    })
    return this.reading
  }

  private async readMore(): Promise<void> {
    let hasMore = false
    while (!hasMore && !this.complete) hasMore = await this.readPage()
  }

  /** Resolves to whether its folder has more. */
  private async readPage(): Promise<boolean> {
    const last = this.sections[this.sections.length - 1]
    const open = last && !last.complete ? last : undefined
    const folder = open?.folder ?? this.folders[this.sections.length]
    if (!folder) return false
    const page = await this.list(folder, this.marker)
    this.marker = page.nextMarker
    const section = open ?? { folder, photos: [], folders: [], complete: false }
    if (!open) this.sections.push(section)
    section.photos.push(...page.photos)
    section.folders.push(...page.folders)
    section.complete = page.nextMarker === undefined
    return !section.complete
  }
}
