import { COS, type PresignedRequest } from 'cos-miniprogram'
import { bucketConfig } from '../../../services/client'
import { isImage } from '../../../services/object-name'
import { fromPageQuery } from '../../../services/page-query'
import { formatTime } from '../../../texts/format'
import { dangerColor, dressPage } from '../../../texts/chrome'
import { describe, showProblem, type Problem } from '../../../texts/problem'
import { fill } from '../../../texts/texts'
import { compareAsUsual, compareForSameTime, timeOf, type ComparedField } from '../../services/compare'
import { lastIssued } from '../../services/issued-credentials'
import { firstKey, linkClient } from '../../services/link-client'
import { EMPTY_FORM, IMAGE_PRESETS, LIFETIMES, METHODS, presignParams, type LinkForm } from '../../services/link-form'
import { official } from '../../services/official'
import { tryLink, type TriedLink } from '../../services/try-link'
import { endReason, formatCountdown, partRows, type PartRow } from '../../texts/link-view'
import { linkTexts } from '../../texts/texts'

interface SignedView {
  url: string
  until: string
  why: string
  /** What `<image>` can show: it sends no headers. Else empty. */
  preview: string
  parts: PartRow[]
}

interface Comparison {
  sameTime: ComparedField[]
  asUsual: ComparedField[]
  speed: string
}

interface LinkData {
  t: ReturnType<typeof linkTexts>
  theme: string
  form: LinkForm
  methods: { value: string; label: string }[]
  lifetimes: { value: string; label: string }[]
  presets: { value: string; label: string }[]
  formProblem: string
  signing: boolean
  problem: Problem | null
  link: SignedView | null
  left: string
  comparison: Comparison | null
  tried: (TriedLink & { summary: string }) | null
}

const data: LinkData = {
  t: linkTexts(),
  theme: '',
  form: EMPTY_FORM,
  methods: METHODS.map((method) => ({ value: method, label: method })),
  lifetimes: [],
  presets: [],
  formProblem: '',
  signing: false,
  problem: null,
  link: null,
  left: '',
  comparison: null,
  tried: null,
}

let signed: PresignedRequest | undefined
let countdown = 0

Page({
  data,

  async onLoad({ key }: { key?: string }) {
    const t = linkTexts()
    const lifetimes = LIFETIMES.map((seconds) => ({ value: `${seconds}`, label: t.lifetimes[seconds] ?? '' }))
    const presets = Object.keys(IMAGE_PRESETS).map((name) => ({ value: name, label: t.presets[name] ?? '' }))
    this.setData({ t, lifetimes, presets, ...dressPage(t.title) })
    countdown = setInterval(() => this.tick(), 1000)
    try {
      this.setData({ 'form.key': key === undefined ? await firstKey() : fromPageQuery(key) })
      await this.sign()
    } catch (error) {
      this.setData({ problem: describe(error) })
    }
  },

  onUnload() {
    clearInterval(countdown)
    signed = undefined
  },

  change({ currentTarget, detail }: WechatMiniprogram.CustomEvent<{ value: string | boolean }>) {
    this.setData({ [`form.${String(currentTarget.dataset.field)}`]: detail.value, formProblem: '' })
  },

  /** Signs with what stands in the form. */
  async sign() {
    const { form, t, signing } = this.data
    const checked = presignParams(form)
    if ('problem' in checked) return this.setData({ formProblem: t.problems[checked.problem] })
    if (signing) return
    this.setData({ signing: true, problem: null, tried: null })
    try {
      const cos = await linkClient()
      signed = await cos.presign(checked.params)
      this.setData({ link: this.view(signed) })
      this.tick()
      await this.compare(signed)
    } catch (error) {
      this.setData({ problem: describe(error), link: null, comparison: null })
    } finally {
      this.setData({ signing: false })
    }
  },

  view({ Url, Method, Headers, ExpiredTime }: PresignedRequest): SignedView {
    const { form, t } = this.data
    const isPicture = Method === 'GET' && isImage(form.key) && form.preset !== 'info'
    const asked = { Expires: Number(form.expires), stable: form.stable }
    return {
      url: Url,
      until: fill(t.until, { time: formatTime(new Date(ExpiredTime * 1000)) }),
      why: endReason({ ExpiredTime }, asked, lastIssued(), t),
      preview: isPicture && Object.keys(Headers).length === 0 ? Url : '',
      parts: partRows(Url, t),
    }
  },

  /** Has the official SDK sign the same. */
  async compare({ Url, Method, Headers }: PresignedRequest) {
    const { form, t } = this.data
    const issued = lastIssued()
    if (!issued) return this.setData({ comparison: null })
    const { Bucket, Region } = await bucketConfig()
    const request = { url: Url, method: Method, headers: Headers, Bucket, Region, Expires: Number(form.expires) }
    const { SecretId, SecretKey } = issued
    const ours = timeOf(() => COS.getAuthorization({ SecretId, SecretKey, Method, Key: form.key }))
    const theirs = timeOf(() => official.getAuthorization({ SecretId, SecretKey, Method, Key: form.key }))
    this.setData({
      comparison: {
        sameTime: compareForSameTime(official, request, issued),
        asUsual: await compareAsUsual(official, request, issued),
        speed: fill(t.speed, { ours: ours.toFixed(2), official: theirs.toFixed(2) }),
      },
    })
  },

  tick() {
    if (!signed) return
    const seconds = signed.ExpiredTime - Date.now() / 1000
    const { t } = this.data
    this.setData({ left: seconds > 0 ? fill(t.left, { time: formatCountdown(seconds) }) : t.ended })
  },

  async copy() {
    if (!signed) return
    try {
      await wx.setClipboardData({ data: signed.Url })
    } catch (error) {
      showProblem(error, () => this.copy())
    }
  },

  async try() {
    const { t } = this.data
    const link = signed
    if (!link || (isChange(link.Method) && !(await this.confirmChange(link.Method)))) return
    try {
      const tried = await tryLink(link)
      const { status, milliseconds } = tried
      this.setData({ tried: { ...tried, summary: fill(t.status, { status, milliseconds }) } })
    } catch (error) {
      showProblem(error, () => this.try())
    }
  },

  async confirmChange(method: string): Promise<boolean> {
    const { t } = this.data
    const { confirm } = await wx.showModal({
      title: t.confirmTitle,
      content: fill(t.confirmText, { method }),
      confirmText: t.confirmSend,
      confirmColor: dangerColor(),
    })
    return confirm
  },
})

function isChange(method: string): boolean {
  return method !== 'GET' && method !== 'HEAD'
}
