import { allowAlbum } from '../../services/album-permission'
import type { Batch } from '../../services/batch'
import type { AlbumFolder } from '../../services/folders'
import { displayName } from '../../services/object-name'
import { photoBatch, type Action } from '../../services/photo-actions'
import { toShare } from '../../services/shared-selection'
import { dangerColor } from '../../texts/chrome'
import { describe, showProblem } from '../../texts/problem'
import { fill, texts } from '../../texts/texts'

interface Failure {
  key: string
  name: string
  text: string
  code: string
}

interface ActionsData {
  t: ReturnType<typeof texts>
  chosenText: string
  /** What is being done, in words; empty while nothing is. */
  running: string
  percent: number
  failures: Failure[]
  failedTitle: string
  failedText: string
  /** The settings have to be opened before it can go on. */
  denied: boolean
  picking: boolean
}
const data: ActionsData = {
  t: texts(),
  chosenText: '',
  running: '',
  percent: 0,
  failures: [],
  failedTitle: '',
  failedText: '',
  denied: false,
  picking: false,
}
const noKeys: string[] = []

/** What each bar on the screen is doing. */
const current = new WeakMap<object, { batch: Batch<string>; action: Action }>()

/** What can be done with the photos that are chosen. Events: `changed`, when it is done, and `close`. */
Component({
  properties: {
    keys: { type: Array, value: noKeys },
    /** They are the person's own. */
    canChange: { type: Boolean, value: false },
  },
  data,
  observers: {
    keys(keys: string[]) {
      const t = texts()
      this.setData({ t, chosenText: fill(t.select.chosen, { count: keys.length }) })
    },
  },
  lifetimes: {
    detached() {
      current.get(this)?.batch.stop()
    },
  },
  methods: {
    save() {
      void this.start({ kind: 'save' }, this.data.keys)
    },

    share() {
      toShare({ keys: this.data.keys })
      void wx.navigateTo({ url: '/pages/share/share' })
    },

    async remove() {
      const { keys, t } = this.data
      const { confirm } = await wx.showModal({
        title: fill(t.select.removeTitle, { count: keys.length }),
        content: t.select.removeText,
        confirmText: t.select.remove,
        cancelText: t.action.cancel,
        confirmColor: dangerColor(),
      })
      if (confirm) await this.start({ kind: 'remove' }, keys)
    },

    pick() {
      this.setData({ picking: true })
    },

    stopPicking() {
      this.setData({ picking: false })
    },

    move({ detail }: WechatMiniprogram.CustomEvent<AlbumFolder>) {
      this.stopPicking()
      void this.start({ kind: 'move', prefix: detail.prefix }, this.data.keys)
    },

    retry() {
      const { failures } = this.data
      const action = current.get(this)?.action
      if (action)
        void this.start(
          action,
          failures.map(({ key }) => key),
        )
    },

    async openSettings() {
      try {
        if (await allowAlbum()) this.retry()
      } catch (error) {
        showProblem(error)
      }
    },

    async start(action: Action, keys: string[]) {
      const show = (done: number, part: number) => this.showProgress(action, done + part, keys.length)
      const batch = photoBatch(action, ({ done, part }) => show(done, part))
      current.set(this, { batch, action })
      this.setData({ failures: [] })
      show(0, 0)
      const { done, failed } = await batch.run(keys)
      const failures = failed.map(({ item, error }) => {
        const { text, code } = describe(error)
        return { key: item, name: displayName(item), text, code }
      })
      this.finish(action, done.length, failures)
    },

    stop() {
      current.get(this)?.batch.stop()
    },

    showProgress({ kind }: Action, done: number, total: number) {
      const { select } = this.data.t
      const text = { save: select.saving, move: select.moving, remove: select.removing }[kind]
      const running = fill(text, { done: Math.min(Math.floor(done) + 1, total), total })
      this.setData({ running, percent: Math.floor((100 * done) / total) })
    },

    finish({ kind }: Action, done: number, failures: Failure[]) {
      const { select } = this.data.t
      const failedTitle = fill(select.failed, { count: failures.length })
      this.setData({
        running: '',
        failures,
        failedTitle,
        denied: failures.some(({ code }) => code === 'PermissionDenied'),
        failedText: done > 0 ? fill(select.failedText, { done }) : '',
      })
      if (failures.length > 0) return
      const text = { save: select.saved, move: select.moved, remove: select.removed }[kind]
      void wx.showToast({ icon: 'none', title: fill(text, { count: done }) })
      this.triggerEvent('changed')
    },

    /** What failed is left as it is. */
    closeFailures() {
      this.setData({ failures: [] })
      this.triggerEvent('changed')
    },

    close() {
      this.triggerEvent('close')
    },

    keep() {},
  },
})
