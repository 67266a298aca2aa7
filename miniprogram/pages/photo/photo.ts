import { displayName, isImage } from '../../services/object-name'
import { fromPageQuery, toPageQuery } from '../../services/page-query'
import { shareLinks } from '../../services/links'
import { albumChanged, deletePhoto, isMine, originalUrls, photoDetails } from '../../services/photos'
import { openFile, saveToPhone } from '../../services/save'
import { dressPage } from '../../texts/chrome'
import { formatBytes, formatClock, formatTime } from '../../texts/format'
import { describe, showProblem, type Problem } from '../../texts/problem'
import { fill, texts } from '../../texts/texts'

interface PhotoData {
  t: ReturnType<typeof texts>
  theme: string
  key: string
  name: string
  image: boolean
  /** May be deleted. */
  mine: boolean
  details: { preview: string; size: string; type: string; time: string } | null
  problem: Problem | null
  /** The preview could not be shown. */
  broken: boolean
  /** What the button for saving says; empty while it is not at work. */
  saving: string
  /** Until when the copied link works. */
  linkNote: string
}
const data: PhotoData = {
  t: texts(),
  theme: '',
  key: '',
  name: '',
  image: false,
  mine: false,
  details: null,
  problem: null,
  broken: false,
  saving: '',
  linkNote: '',
}

Page({
  data,

  async onLoad(query: { key?: string }) {
    const t = texts()
    this.setData({ t, ...dressPage(t.photo.title) })
    const key = fromPageQuery(query.key ?? '')
    this.setData({ key, name: displayName(key), image: isImage(key) })
    await this.load()
  },

  async load() {
    const { key } = this.data
    this.setData({ problem: null, broken: false })
    try {
      const [{ preview, size, contentType, time }, mine] = await Promise.all([photoDetails(key), isMine(key)])
      const details = { preview, size: formatBytes(size), type: contentType, time: formatTime(time) }
      this.setData({ details, mine })
    } catch (error) {
      this.setData({ problem: describe(error) })
    }
  },

  markBroken() {
    this.setData({ broken: true })
  },

  async preview() {
    await this.attempt(async () => {
      await wx.previewImage(await originalUrls(this.data.key))
    })
  },

  async save() {
    const { key, image, t } = this.data
    if (this.data.saving) return
    const onProgress = ({ percent }: { percent: number }) => this.showSaving(percent)
    this.showSaving(0)
    await this.attempt(async () => {
      if (!image) return openFile(key, onProgress)
      if (await saveToPhone(key, onProgress)) void wx.showToast({ icon: 'success', title: t.photo.saved })
    })
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
      confirmColor: '#d54941',
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
  async attempt(action: () => Promise<void>) {
    try {
      await action()
    } catch (error) {
      showProblem(error)
    }
  },
})
