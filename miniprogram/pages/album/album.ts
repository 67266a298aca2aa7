import { toPageQuery } from '../../services/page-query'
import { PhotoFeed, type Section } from '../../services/photo-feed'
import { albumVersion, listPhotos, renewThumbnail, type Photo } from '../../services/photos'
import { translateTabBar } from '../../texts/chrome'
import { describe, showProblem, type Problem } from '../../texts/problem'
import { photoDays, type PhotoDay } from '../../texts/photo-days'
import { fill, texts } from '../../texts/texts'

interface AlbumSection extends Omit<Section, 'photos'> {
  days: PhotoDay[]
  title: string
  count: string
}

interface AlbumData {
  t: ReturnType<typeof texts>
  sections: AlbumSection[]
  loading: boolean
  complete: boolean
  problem: Problem | null
}

const placeholders = Array.from({ length: 12 }, (_, i) => i)
const data: AlbumData = { t: texts(), sections: [], loading: true, complete: false, problem: null }

// A tab page exists once at a time; its instance would get a deep copy of what stands in the page's options.
let feed = new PhotoFeed(['mine', 'samples'], listPhotos)
let shownVersion = -1

Page({
  data: { ...data, placeholders },

  onLoad() {
    // Another instance may have been here before: a change of the language opens all pages anew.
    shownVersion = -1
    const t = texts()
    this.setData({ t })
    translateTabBar()
    void wx.setNavigationBarTitle({ title: t.album.title })
  },

  async onShow() {
    if (shownVersion !== albumVersion()) await this.reload()
  },

  async onPullDownRefresh() {
    await this.reload()
    void wx.stopPullDownRefresh()
  },

  async onReachBottom() {
    if (!this.data.problem) await this.more()
  },

  /** Lists from the start; what is on the screen stays there until then. */
  async reload() {
    feed = new PhotoFeed(['mine', 'samples'], listPhotos)
    shownVersion = albumVersion()
    await this.more()
  },

  async more() {
    const current = feed
    this.setData({ loading: !current.complete, problem: null })
    try {
      await current.more()
      if (current === feed) this.show()
    } catch (error) {
      if (current !== feed) return
      this.setData({ loading: false, problem: describe(error) })
      if (this.data.sections.length > 0) showProblem(error)
    }
  },

  show() {
    const { album } = this.data.t
    const sections = feed.sections.map(({ photos, folder, complete }) => {
      const count = fill(complete ? album.count : album.countAtLeast, { count: photos.length })
      const days = photoDays(photos, this.data.t, Date.now())
      return { folder, complete, days, title: album[folder], count }
    })
    this.setData({ sections, loading: false, complete: feed.complete })
  },

  open({ detail }: WechatMiniprogram.CustomEvent<{ key: string }>) {
    void wx.navigateTo({ url: `/pages/photo/photo?key=${toPageQuery(detail.key)}` })
  },

  upload() {
    void wx.switchTab({ url: '/pages/upload/upload' })
  },

  broken({ detail }: WechatMiniprogram.CustomEvent<{ key: string }>) {
    this.change(detail.key, { failed: true })
  },

  async renew({ detail }: WechatMiniprogram.CustomEvent<{ key: string }>) {
    try {
      this.change(detail.key, { thumbnail: await renewThumbnail(detail.key), failed: false })
    } catch (error) {
      showProblem(error)
    }
  },

  /** Changes one tile: the list is long, and much to send to the screen. */
  change(key: string, change: Partial<Photo>) {
    const read = feed.sections.flatMap(({ photos }) => photos).find((photo) => photo.key === key)
    if (read) Object.assign(read, change)
    this.data.sections.forEach(({ days }, i) => {
      days.forEach(({ photos }, j) => {
        const k = photos.findIndex((photo) => photo.key === key)
        if (k >= 0) this.setData({ [`sections[${i}].days[${j}].photos[${k}]`]: { ...photos[k], ...change } })
      })
    })
  },
})
