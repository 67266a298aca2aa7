import type { ResumableUpload } from 'cos-miniprogram'
import { chooseFiles, choosePhotos, type ChosenFile } from '../../services/chosen-files'
import { displayName } from '../../services/object-name'
import type { Upload } from '../../services/upload-list'
import { discardUpload, unfinishedUploads, uploads } from '../../services/uploads'
import { dressTabPage } from '../../texts/chrome'
import { showProblem } from '../../texts/problem'
import { fill, texts } from '../../texts/texts'
import { countUploads, overallPercent, uploadItem, type UploadItem } from '../../texts/upload-item'

/** More would push the list off the screen. */
const mostNotices = 3

interface Unfinished {
  key: string
  text: string
  upload: ResumableUpload
}

interface UploadData {
  t: ReturnType<typeof texts>
  theme: string
  items: UploadItem[]
  /** What an earlier run of the app has begun. */
  unfinished: Unfinished[]
  /** Such as `2 in progress · 1 failed`. */
  summary: string
  /** Of all that is under way, together. */
  percent: number
  canPauseAny: boolean
  canResumeAny: boolean
  anyActive: boolean
  anyFailed: boolean
  anyDone: boolean
}
const data: UploadData = {
  t: texts(),
  theme: '',
  items: [],
  unfinished: [],
  summary: '',
  percent: 0,
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
    const items = list.map((upload) => uploadItem(upload))
    const { upload } = this.data.t
    const count = countUploads(items)
    const phases = (['busy', 'failed', 'done'] as const).filter((phase) => count[phase] > 0)
    const summary = phases.map((phase) => fill(upload[phase], { count: count[phase] })).join(' · ')
    this.setData({
      items,
      summary,
      percent: overallPercent(list),
      canPauseAny: items.some(({ canPause }) => canPause),
      canResumeAny: items.some(({ canResume }) => canResume),
      anyActive: count.busy > 1,
      anyFailed: count.failed > 0,
      anyDone: count.done > 0,
    })
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
      uploads.add(await from())
    } catch (error) {
      showProblem(error)
    }
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
      confirmColor: '#d54941',
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
