import { app } from '../../services/app'
import { runSelfTest } from '../../services/self-test/run'
import { en } from '../../texts/en'
import { findingRow, tableText, type FindingRow } from '../../texts/report'
import { zh, type DoctorTexts } from '../../texts/zh'

interface SelfTestData {
  t: DoctorTexts
  rows: FindingRow[]
  running: boolean
}
const data: SelfTestData = { t: zh, rows: [], running: false }

/** One tap settles what only a phone can tell, and shows it as a table to copy. */
Component({
  data,

  lifetimes: {
    attached() {
      this.setData({ t: { zh, en }[app.language()] })
    },
  },

  methods: {
    async run() {
      if (this.data.running) return
      this.setData({ running: true, rows: [] })
      await runSelfTest(app, (findings) => {
        const rows = findings.map((finding) => findingRow(finding, this.data.t))
        this.setData({ rows: [...this.data.rows, ...rows] })
      })
      this.setData({ running: false })
    },

    async copy() {
      await wx.setClipboardData({ data: tableText(this.data.rows) })
    },
  },
})
