import { toPageQuery } from '../../services/page-query'
import { PhotoFeed } from '../../services/photo-feed'
import { albumVersion, prefixOf, renewThumbnail, type Photo } from '../../services/photos'
import { toShare } from '../../services/shared-selection'
import { ORDERS, photoLister, type Order } from '../../services/sorting'
import { albumSection, type AlbumSection } from '../../texts/album-section'
import { describe, showProblem, type Problem } from '../../texts/problem'
import { fill, texts } from '../../texts/texts'

/** What a page calls of the album that it holds. */
export interface PhotoAlbum {
  /** Lists anew if photos were added or removed. */
  refresh(): Promise<void>
  /** Lists from the start; what is on the screen stays there until then. */
  reload(): Promise<void>
  /** Lists the next page. */
  more(): Promise<void>
}

interface AlbumData {
  t: ReturnType<typeof texts>
  sections: AlbumSection[]
  loading: boolean
  complete: boolean
  problem: Problem | null
  order: Order
  orderText: string
  selecting: boolean
  /** By key. */
  selected: Record<string, boolean>
  chosen: string[]
  /** All that is chosen is the person's own. */
  canChange: boolean
}

const nothingChosen = { selected: {}, chosen: [] as string[], canChange: false }
const data: AlbumData = {
  t: texts(),
  sections: [],
  loading: true,
  complete: false,
  problem: null,
  order: 'newest',
  orderText: '',
  selecting: false,
  ...nothingChosen,
}
const placeholders = Array.from({ length: 12 }, (_, i) => i)
const noFolders: string[] = []

/** What each album on the screen has read; its data would get a copy. */
const feeds = new WeakMap<object, { feed: PhotoFeed; version: number }>()

/** Folders of photos, one after the other, to look through, to sort and to choose from. */
Component({
  properties: {
    /** `mine`, `samples`, or prefixes. */
    folders: { type: Array, value: noFolders },
  },
  data: { ...data, placeholders },
  lifetimes: {
    attached() {
      const t = texts()
      this.setData({ t, orderText: fill(t.select.order, { order: t.select.orders[this.data.order] }) })
      void this.reload()
    },
  },
  methods: {
    async refresh() {
      if (feeds.get(this)?.version !== albumVersion()) await this.reload()
    },

    async reload() {
      // As far as before: a shorter list would jump under who has scrolled down.
      const count = feeds.get(this)?.feed.count ?? 0
      const feed = new PhotoFeed(this.data.folders, photoLister(this.data.order))
      feeds.set(this, { feed, version: albumVersion() })
      await this.read((reload) => reload.upTo(count))
    },

    async more() {
      await this.read((feed) => feed.more())
    },

    async read(next: (feed: PhotoFeed) => Promise<void>) {
      const feed = feeds.get(this)?.feed
      if (!feed) return
      this.setData({ loading: !feed.complete, problem: null })
      try {
        await next(feed)
        if (feed === feeds.get(this)?.feed) this.show(feed)
      } catch (error) {
        if (feed !== feeds.get(this)?.feed) return
        this.setData({ loading: false, problem: describe(error) })
        // At the end of the list the foot says it; it is out of sight where all is listed anew.
        const isReload = feed.sections.length === 0 && this.data.sections.length > 0
        if (isReload) showProblem(error, () => this.more())
      }
    },

    show(feed: PhotoFeed) {
      const { t, order } = this.data
      const sections = feed.sections.map((section) => albumSection(section, { order, t, now: Date.now() }))
      this.setData({ sections, loading: false, complete: feed.complete })
    },

    async sort() {
      const { select } = this.data.t
      try {
        const { tapIndex } = await wx.showActionSheet({ itemList: ORDERS.map((order) => select.orders[order]) })
        const order = ORDERS[tapIndex] ?? 'newest'
        this.setData({ order, orderText: fill(select.order, { order: select.orders[order] }) })
        await this.reload()
      } catch (error) {
        showProblem(error)
      }
    },

    open({ detail: { key } }: WechatMiniprogram.CustomEvent<{ key: string }>) {
      if (this.data.selecting) void this.toggle(key)
      else void wx.navigateTo({ url: `/pages/photo/photo?key=${toPageQuery(key)}` })
    },

    openFolder({ currentTarget }: WechatMiniprogram.BaseEvent) {
      void wx.navigateTo({ url: `/pages/folder/folder?prefix=${toPageQuery(String(currentTarget.dataset.prefix))}` })
    },

    /** All that lies in one folder, also what the list has not reached yet. */
    shareFolder({ currentTarget }: WechatMiniprogram.BaseEvent) {
      toShare({ folder: String(currentTarget.dataset.folder) })
      void wx.navigateTo({ url: '/pages/share/share' })
    },

    startSelecting() {
      this.setData({ selecting: true, ...nothingChosen })
    },

    async press({ detail }: WechatMiniprogram.CustomEvent<{ key: string }>) {
      if (!this.data.selecting) this.startSelecting()
      await this.toggle(detail.key)
    },

    async toggle(key: string) {
      const mine = await prefixOf('mine')
      const selected = { ...this.data.selected, [key]: !this.data.selected[key] }
      const chosen = Object.keys(selected).filter((one) => selected[one])
      this.setData({ selected, chosen, canChange: chosen.every((one) => one.startsWith(mine)) })
    },

    endSelecting() {
      this.setData({ selecting: false, ...nothingChosen })
    },

    async changed() {
      this.endSelecting()
      await this.refresh()
    },

    upload() {
      void wx.switchTab({ url: '/pages/upload/upload' })
    },

    broken({ detail }: WechatMiniprogram.CustomEvent<{ key: string }>) {
      this.change(detail.key, { failed: true })
    },

    async renew(event: WechatMiniprogram.CustomEvent<{ key: string }>) {
      const { key } = event.detail
      try {
        this.change(key, { thumbnail: await renewThumbnail(key), failed: false })
      } catch (error) {
        showProblem(error, () => this.renew(event))
      }
    },

    /** Changes one tile: the list is long, and much to send to the screen. */
    change(key: string, change: Partial<Photo>) {
      const photos = feeds.get(this)?.feed.sections.flatMap((section) => section.photos)
      Object.assign(photos?.find((photo) => photo.key === key) ?? {}, change)
      this.data.sections.forEach(({ days }, i) => {
        days.forEach((day, j) => {
          const k = day.photos.findIndex((photo) => photo.key === key)
          if (k >= 0) this.setData({ [`sections[${i}].days[${j}].photos[${k}]`]: { ...day.photos[k], ...change } })
        })
      })
    },
  },
})
