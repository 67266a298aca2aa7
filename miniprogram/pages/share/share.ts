import { linkLifetime } from '../../config'
import { bucketConfig } from '../../services/client'
import { shareLinks, type ShareLink } from '../../services/links'
import { isImage } from '../../services/object-name'
import { CARD_LINKS, cardPath, readCard, type CardLink } from '../../services/share-card'
import { sharedKeys } from '../../services/shared-selection'
import { dressPage } from '../../texts/chrome'
import { formatClock } from '../../texts/format'
import { describe, showProblem, type Problem } from '../../texts/problem'
import { fill, texts } from '../../texts/texts'

/** More would be too much for the screen. */
const MOST_ROWS = 100

interface LinkRow {
  key: string
  name: string
  /** Of a friend's picture, which is shown; empty for the own ones: there may be thousands. */
  url: string
  image: boolean
  until: string
  ended: boolean
}

interface ShareData {
  t: ReturnType<typeof texts>
  theme: string
  /** A friend has sent it: there is nothing to send, and nothing to renew. */
  received: boolean
  rows: LinkRow[]
  count: string
  notListed: string
  sendNote: string
  allEnded: boolean
  loading: boolean
  problem: Problem | null
}
const data: ShareData = {
  t: texts(),
  theme: '',
  received: false,
  rows: [],
  count: '',
  notListed: '',
  sendNote: '',
  allEnded: false,
  loading: true,
  problem: null,
}

/** The links that are shown; one such page is on top at a time. */
let links: readonly (ShareLink | CardLink)[] = []
let timer = 0
/** Links may come when the page is closed: then nothing is renewed any more. */
let isOpen = false

/** Links to what was chosen; or, opened from a card, the ones that a friend has sent. */
Page({
  data,

  async onLoad({ links: card }: { links?: string }) {
    isOpen = true
    const t = texts()
    const title = card === undefined ? t.share.title : t.share.received
    this.setData({ t, received: card !== undefined, ...dressPage(title) })
    if (card === undefined) await this.sign()
    else await this.read(card)
  },

  onUnload() {
    isOpen = false
    clearTimeout(timer)
  },

  /** Signs the links: at first, and again whenever they end. */
  async sign() {
    this.setData({ loading: true, problem: null })
    try {
      links = await shareLinks(await sharedKeys())
      this.show()
    } catch (error) {
      this.setData({ loading: false, problem: describe(error) })
    }
  },

  async read(card: string) {
    try {
      links = readCard(card, await bucketConfig())
      this.show()
    } catch (error) {
      const { text, ...problem } = describe(error)
      this.setData({
        loading: false,
        problem: { ...problem, text: problem.code === '' ? this.data.t.share.unreadable : text },
      })
    }
  },

  show() {
    const { t, received } = this.data
    // Own links are renewed before that could be: what has ended by the phone's clock may be its clock that is wrong.
    const now = received ? Date.now() : 0
    const rows = links.slice(0, MOST_ROWS).map((link, index) => rowOf(link, { index, received, now, share: t.share }))
    const count = fill(t.share.count, { count: links.length })
    const more = links.length - rows.length
    const notListed = more > 0 ? fill(t.share.notListed, { count: more }) : ''
    const sendNote = links.length > CARD_LINKS ? fill(t.share.sendNote, { count: CARD_LINKS }) : ''
    const allEnded = rows.every(({ ended }) => ended)
    this.setData({ rows, count, notListed, sendNote, allEnded, loading: false })
    this.wait()
  },

  /** Until the first of them ends; then own links are renewed, and a friend's are shown as ended. */
  wait() {
    clearTimeout(timer)
    if (!isOpen || links.length === 0) return
    const left = links.map(({ until }) => until.getTime() - Date.now()).sort((a, b) => a - b)
    if (!this.data.received) {
      timer = setTimeout(() => void this.sign(), renewalDelay(left[0] ?? 0))
      return
    }
    const next = left.find((milliseconds) => milliseconds > 0)
    if (next !== undefined) timer = setTimeout(() => this.show(), next)
  },

  async copy({ currentTarget }: WechatMiniprogram.BaseEvent) {
    const link = links[Number(currentTarget.dataset.index)]
    if (link) await this.copyText(link.url, 1)
  },

  async copyAll() {
    await this.copyText(links.map(({ name, url }) => `${name}\n${url}`).join('\n\n'), links.length)
  },

  async copyText(text: string, count: number) {
    try {
      await wx.setClipboardData({ data: text })
      void wx.showToast({ icon: 'none', title: fill(this.data.t.share.copied, { count }) })
    } catch (error) {
      showProblem(error, () => this.copyText(text, count))
    }
  },

  toAlbum() {
    void wx.switchTab({ url: '/pages/album/album' })
  },

  onShareAppMessage() {
    const own = links.filter((link): link is ShareLink => 'key' in link)
    const title = fill(this.data.t.share.card, { count: Math.min(own.length, CARD_LINKS) })
    return { title, path: own.length > 0 ? cardPath(own) : '/pages/album/album' }
  },
})

/** A phone whose clock is wrong must neither sign without a pause, nor never again. */
function renewalDelay(left: number): number {
  return Math.min(Math.max(left, 60_000), linkLifetime * 1000)
}

interface RowContext {
  index: number
  received: boolean
  now: number
  share: ReturnType<typeof texts>['share']
}

function rowOf({ name, url, until }: CardLink, { index, received, now, share }: RowContext): LinkRow {
  const ended = until.getTime() <= now
  const text = ended ? share.ended : fill(share.until, { time: formatClock(until) })
  const image = received && isImage(name)
  return { key: `${index} ${name}`, name, url: image ? url : '', image, until: text, ended }
}
