import { app } from '../../services/app'
import { diagnose } from '../../services/diagnose'
import { en } from '../../texts/en'
import { chapterView, reportText, requestLine, type ChapterView } from '../../texts/report'
import { zh, type DoctorTexts } from '../../texts/zh'

interface DoctorData {
  t: DoctorTexts
  /** A class, as the app gives it. */
  theme: string
  chapters: ChapterView[]
  requests: { id: number; line: string; bad: boolean }[]
  running: boolean
}
const data: DoctorData = { t: zh, theme: '', chapters: [], requests: [], running: false }

Page({
  data,

  async onLoad() {
    const t = { zh, en }[app.language()]
    this.setData({ t, ...app.dressPage(t.title) })
    await this.run()
  },

  async run() {
    if (this.data.running) return
    this.setData({ running: true, chapters: [] })
    await diagnose(app, (chapter) => {
      this.setData({ chapters: [...this.data.chapters, chapterView(chapter, this.data.t)] })
    })
    const requests = app.requests().map((record, id) => {
      return { id, line: requestLine(record), bad: record.status === 0 || record.status >= 400 }
    })
    this.setData({ requests, running: false })
  },

  async copy() {
    const { chapters, t } = this.data
    await wx.setClipboardData({ data: reportText(chapters, app.requests(), t) })
  },
})
