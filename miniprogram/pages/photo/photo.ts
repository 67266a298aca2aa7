import { displayName, isForAlbum, mediaKind, type MediaKind } from '../../services/object-name'
import { fromPageQuery, toPageQuery } from '../../services/page-query'
import { shareLinks } from '../../services/links'
import { albumChanged, deletePhoto, isMine, neighbours, originalUrls, photoDetails } from '../../services/photos'
import { openFile, saveToPhone } from '../../services/save'
import { dangerColor, dressPage } from '../../texts/chrome'
import { formatBytes, formatClock, formatTime } from '../../texts/format'
import { describe, showProblem, type Problem } from '../../texts/problem'
import { fill, texts } from '../../texts/texts'

interface PhotoData {
  t: ReturnType<typeof texts>
  theme: string
  /** What can be swiped through, and where that begins. */
  keys: string[]
  start: number
  /** The one in view. */
  key: string
  name: string
  kind: MediaKind
  forAlbum: boolean
  /** May be deleted. */
  mine: boolean
  details: { size: string; type: string; time: string } | null
  originalText: string
  problem: Problem | null
  /** What the button for saving says; empty while it is not at work. */
  saving: string
  /** Until when the copied link works. */
  linkNote: string
}
const data: PhotoData = {
  t: texts(),
  theme: '',
  keys: [],
  start: 0,
  key: '',
  name: '',
  kind: 'file',
  forAlbum: false,
  mine: false,
  details: null,
  originalText: '',
  problem: null,
  saving: '',
  linkNote: '',
}

Page({
  data,

  async onLoad(query: { key?: string }) {
    const t = texts()
    this.setData({ t, ...dressPage(t.photo.title) })
    const key = fromPageQuery(query.key ?? '')
    const keys = neighbours(key)
    this.setData({ keys, start: keys.indexOf(key) })
    await this.show(key)
  },

  async turn({ detail }: WechatMiniprogram.CustomEvent<{ key: string }>) {
    await this.show(detail.key)
  },

  async show(key: string) {
    const view = { name: displayName(key), kind: mediaKind(key), forAlbum: isForAlbum(key) }
    this.setData({ key, ...view, details: null, originalText: this.data.t.photo.original, mine: false, linkNote: '' })
    await this.load()
  },

  async load() {
    const { key, keys, t } = this.data
    // What is shown again after a problem begins with the one that was in view.
    if (this.data.problem) this.setData({ problem: null, start: keys.indexOf(key) })
    try {
      const [{ size, contentType, time }, mine] = await Promise.all([photoDetails(key), isMine(key)])
      if (key !== this.data.key) return
      const details = { size: formatBytes(size), type: contentType, time: formatTime(time) }
      this.setData({ details, mine, originalText: `${t.photo.original} (${details.size})` })
    } catch (error) {
      if (key === this.data.key) this.setData({ problem: describe(error) })
    }
  },

  async preview() {
    await this.attempt(async () => {
      await wx.previewImage(await originalUrls(this.data.key))
    })
  },

  async save() {
    const { key, forAlbum, t } = this.data
    if (this.data.saving) return
    const onProgress = ({ percent }: { percent: number }) => this.showSaving(percent)
    this.showSaving(0)
    await this.attempt(
      async () => {
        if (!forAlbum) return openFile(key, onProgress)
        if (await saveToPhone(key, onProgress)) void wx.showToast({ icon: 'success', title: t.photo.saved })
      },
      () => this.save(),
    )
    this.setData({ saving: '' })
  },

  showSaving(percent: number) {
    this.setData({ saving: fill(this.data.t.photo.saving, { percent: Math.floor(percent * 100) }) })
  },

  async copyLink() {
    await this.attempt(async () => {
      const [link] = await shareLinks([this.data.key])
      if (!link) return
      await wx.setClipboardData({ data: link.url })
      this.setData({ linkNote: fill(this.data.t.photo.linkCopied, { time: formatClock(link.until) }) })
    })
  },

  inspectLink() {
    void wx.navigateTo({ url: `/link/pages/link/link?key=${toPageQuery(this.data.key)}` })
  },

  async remove() {
    const { t, name, key } = this.data
    const { confirm } = await wx.showModal({
      title: t.photo.removeTitle,
      content: fill(t.photo.removeText, { name }),
      confirmText: t.photo.remove,
      cancelText: t.action.cancel,
      confirmColor: dangerColor(),
    })
    if (!confirm) return
    await this.attempt(async () => {
      await deletePhoto(key)
      this.leave()
    })
  },

  /** What the album shows is out of date. */
  leaveGone() {
    albumChanged()
    this.leave()
  },

  leave() {
    if (getCurrentPages().length > 1) void wx.navigateBack()
    else void wx.switchTab({ url: '/pages/album/album' })
  },

  /** Does something that the person asked for, and tells them where it fails. */
  async attempt(action: () => Promise<void>, again: () => unknown = () => this.attempt(action)) {
    try {
      await action()
    } catch (error) {
      const problem = describe(error)
      if (problem.gone) this.setData({ problem })
      else showProblem(error, again)
    }
  },
})
