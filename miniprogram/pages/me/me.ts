import { deleteMyData } from '../../services/my-data'
import { cleanUpFiles, storageUsed } from '../../services/phone-storage'
import { APPEARANCES, LANGUAGES, preferences, setPreferences, type Preferences } from '../../services/preferences'
import { dangerColor, dressTabPage } from '../../texts/chrome'
import { formatBytes } from '../../texts/format'
import { describe, showProblem } from '../../texts/problem'
import { fill, texts } from '../../texts/texts'

interface MeData {
  t: ReturnType<typeof texts>
  theme: string
  languages: { value: string; label: string }[]
  language: Preferences['language']
  appearances: { value: string; label: string }[]
  appearance: Preferences['appearance']
  storage: string
  files: string
  /** What the button for deleting says while it is at work; else empty. */
  deleting: string
  /** Why something is still there. */
  deleteProblem: string
}
const data: MeData = {
  t: texts(),
  theme: '',
  languages: [],
  language: 'system',
  appearances: [],
  appearance: 'system',
  storage: '',
  files: '',
  deleting: '',
  deleteProblem: '',
}

Page({
  data,

  onLoad() {
    this.translate()
  },

  onShow() {
    this.showStorage()
  },

  translate() {
    const t = texts()
    const languages = LANGUAGES.map((value) => ({ value, label: t.me.languages[value] }))
    const appearances = APPEARANCES.map((value) => ({ value, label: t.me.appearances[value] }))
    this.setData({ t, languages, appearances, ...preferences(), ...dressTabPage(t.me.title) })
  },

  showStorage() {
    const { storage, files } = storageUsed()
    this.setData({ storage: formatBytes(storage), files: formatBytes(files) })
  },

  chooseLanguage({ detail }: WechatMiniprogram.CustomEvent<{ value: Preferences['language'] }>) {
    this.choose({ language: detail.value })
  },

  chooseAppearance({ detail }: WechatMiniprogram.CustomEvent<{ value: Preferences['appearance'] }>) {
    this.choose({ appearance: detail.value })
  },

  /** All pages are opened anew, each with its texts and its colors. */
  choose(chosen: Partial<Preferences>) {
    setPreferences(chosen)
    void wx.reLaunch({ url: '/pages/me/me' })
  },

  async cleanUp() {
    const { me } = this.data.t
    if (!(await this.confirm(me.cleanUpTitle, me.cleanUpText, me.cleanUp))) return
    cleanUpFiles()
    this.showStorage()
  },

  openLink() {
    void wx.navigateTo({ url: '/link/pages/link/link' })
  },

  openDoctor() {
    void wx.navigateTo({ url: '/doctor/pages/doctor/doctor' })
  },

  async deleteAll() {
    const { me } = this.data.t
    if (this.data.deleting || !(await this.confirm(me.deleteTitle, me.deleteText, me.deleteShort))) return
    this.showDeleting(0)
    try {
      const { deleted, failures } = await deleteMyData((count) => this.showDeleting(count))
      const problem = failures.length > 0 ? describe(failures[0]).text : ''
      this.setData({ deleteProblem: problem && fill(me.notDeleted, { count: failures.length, problem }) })
      void wx.showToast({ icon: 'none', title: fill(me.deleted, { count: deleted }) })
    } catch (error) {
      showProblem(error, () => this.deleteAll())
    } finally {
      this.setData({ deleting: '' })
      this.showStorage()
    }
  },

  showDeleting(count: number) {
    this.setData({ deleting: fill(this.data.t.me.deleting, { count }), deleteProblem: '' })
  },

  async confirm(title: string, content: string, confirmText: string): Promise<boolean> {
    const { cancel: cancelText } = this.data.t.action
    const { confirm } = await wx.showModal({ title, content, confirmText, cancelText, confirmColor: dangerColor() })
    return confirm
  },
})
