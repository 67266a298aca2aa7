import type { ResumableUpload } from 'cos-miniprogram'
import { chooseFiles, choosePhotos, type ChosenFile } from '../../services/chosen-files'
import type { AlbumFolder } from '../../services/folders'
import { shareLinks } from '../../services/links'
import { displayName } from '../../services/object-name'
import { toPageQuery } from '../../services/page-query'
import type { Upload } from '../../services/upload-list'
import { discardUpload, unfinishedUploads, uploads } from '../../services/uploads'
import { dangerColor, dressTabPage } from '../../texts/chrome'
import { formatClock } from '../../texts/format'
import { showProblem } from '../../texts/problem'
import { fill, texts } from '../../texts/texts'
import { uploadHead, type UploadHead } from '../../texts/upload-head'
import { uploadItem, type UploadItem } from '../../texts/upload-item'

/** More would push the list off the screen. */
const mostNotices = 3

interface Unfinished {
  key: string
  text: string
  upload: ResumableUpload
}

interface UploadData extends UploadHead {
  t: ReturnType<typeof texts>
  theme: string
  items: UploadItem[]
  /** What an earlier run of the app has begun. */
  unfinished: Unfinished[]
  /** Where files are put; the album itself until another one is chosen. */
  folder: AlbumFolder | null
  picking: boolean
}
const data: UploadData = {
  t: texts(),
  theme: '',
  items: [],
  unfinished: [],
  summary: '',
  percent: 0,
  pace: '',
  folder: null,
  picking: false,
  canPauseAny: false,
  canResumeAny: false,
  anyActive: false,
  anyFailed: false,
  anyDone: false,
}

let stopListening = () => {}

Page({
  data,

  onLoad() {
    const t = texts()
    this.setData({ t, ...dressTabPage(t.upload.title) })
    stopListening = uploads.subscribe((list) => this.show(list))
  },

  onUnload() {
    stopListening()
  },

  show(list: readonly Upload[]) {
    const items = list.map((upload) => uploadItem(upload, this.data.t))
    this.setData({ items, ...uploadHead(list, items, this.data.t) })
    void this.showUnfinished()
  },

  async showUnfinished() {
    // Who cannot log in sees none, and is told of it by what they do next.
    const found = await unfinishedUploads().catch(() => [])
    const unfinished = found.slice(0, mostNotices).map((upload) => ({
      key: upload.Key,
      text: fill(this.data.t.upload.unfinished, { name: displayName(upload.Key) }),
      upload,
    }))
    this.setData({ unfinished })
  },

  async giveUp({ currentTarget }: WechatMiniprogram.BaseEvent) {
    const chosen = this.data.unfinished.find(({ key }) => key === currentTarget.dataset.key)
    if (chosen) await discardUpload(chosen.upload)
    await this.showUnfinished()
  },

  async choosePhotos() {
    await this.choose(choosePhotos)
  },

  async chooseFiles() {
    await this.choose(chooseFiles)
  },

  async choose(from: () => Promise<ChosenFile[]>) {
    try {
      const prefix = this.data.folder?.prefix
      uploads.add((await from()).map((file) => ({ ...file, prefix })))
    } catch (error) {
      showProblem(error, () => this.choose(from))
    }
  },

  pickFolder() {
    this.setData({ picking: true })
  },

  stopPicking() {
    this.setData({ picking: false })
  },

  chooseFolder({ detail }: WechatMiniprogram.CustomEvent<AlbumFolder>) {
    this.setData({ folder: detail, picking: false })
  },

  open({ currentTarget }: WechatMiniprogram.BaseEvent) {
    const key = this.keyOf(currentTarget)
    if (key) void wx.navigateTo({ url: `/pages/photo/photo?key=${toPageQuery(key)}` })
  },

  async copyLink(event: WechatMiniprogram.BaseEvent) {
    const key = this.keyOf(event.currentTarget)
    if (!key) return
    try {
      const [link] = await shareLinks([key])
      if (!link) return
      await wx.setClipboardData({ data: link.url })
      const title = fill(this.data.t.photo.linkCopied, { time: formatClock(link.until) })
      void wx.showToast({ icon: 'none', title })
    } catch (error) {
      showProblem(error, () => this.copyLink(event))
    }
  },

  keyOf({ dataset }: WechatMiniprogram.BaseEvent['currentTarget']): string | undefined {
    return this.data.items.find(({ id }) => id === Number(dataset.id))?.key
  },

  pause({ currentTarget }: WechatMiniprogram.BaseEvent) {
    uploads.pause(Number(currentTarget.dataset.id))
  },

  resume({ currentTarget }: WechatMiniprogram.BaseEvent) {
    uploads.resume(Number(currentTarget.dataset.id))
  },

  retry({ currentTarget }: WechatMiniprogram.BaseEvent) {
    uploads.retry(Number(currentTarget.dataset.id))
  },

  async remove({ currentTarget }: WechatMiniprogram.BaseEvent) {
    const id = Number(currentTarget.dataset.id)
    const item = this.data.items.find((one) => one.id === id)
    const begun = item && item.state !== 'done' && item.percent > 0
    const { upload } = this.data.t
    const text = begun ? fill(upload.cancelText, { name: item.name }) : ''
    if (!begun || (await this.confirmCancel(upload.cancelTitle, text))) uploads.remove(id)
  },

  async confirmCancel(title: string, content: string): Promise<boolean> {
    const { upload } = this.data.t
    const { confirm } = await wx.showModal({
      title,
      content,
      confirmText: upload.cancelShort,
      cancelText: upload.keep,
      confirmColor: dangerColor(),
    })
    return confirm
  },

  pauseAll: () => uploads.pauseAll(),

  resumeAll: () => uploads.resumeAll(),

  async cancelAll() {
    const { upload } = this.data.t
    if (await this.confirmCancel(upload.cancelAllTitle, upload.cancelAllText)) uploads.cancelAll()
  },

  retryFailed: () => uploads.retryFailed(),

  clearDone: () => uploads.clearDone(),
})
