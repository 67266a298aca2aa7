import { displayName, mediaKind, type MediaKind } from '../../services/object-name'
import { viewUrl } from '../../services/photos'
import { fill, texts } from '../../texts/texts'

interface Slide {
  key: string
  name: string
  kind: MediaKind
  /** Empty until it is signed: that is when it is next to the one on the screen. */
  url: string
  /** It could not be signed, loaded or played. */
  broken: boolean
}

const noKeys: string[] = []
const noSlides: Slide[] = []

/**
 * Photos, videos and files, to be swiped through. Events: `turn` with the `key` that has come into view, and `open` with
 * the `key` of a photo that is to be seen as it was uploaded.
 */
Component({
  properties: {
    keys: { type: Array, value: noKeys },
    /** Index of the one to begin with. */
    start: { type: Number, value: 0 },
  },
  data: { t: texts(), slides: noSlides, current: 0, position: '' },
  lifetimes: {
    attached() {
      const keys: string[] = this.data.keys
      const slides = keys.map((key) => ({
        key,
        name: displayName(key),
        kind: mediaKind(key),
        url: '',
        broken: false,
      }))
      this.setData({ t: texts(), slides })
      this.show(this.data.start)
    },
  },
  methods: {
    turn({ detail }: WechatMiniprogram.CustomEvent<{ current: number }>) {
      if (detail.current === this.data.current) return
      this.show(detail.current)
      this.triggerEvent('turn', { key: this.data.slides[detail.current]?.key })
    },

    show(current: number) {
      const { t, slides } = this.data
      const position = slides.length > 1 ? fill(t.photo.position, { index: current + 1, count: slides.length }) : ''
      this.setData({ current, position })
      for (const index of [current, current + 1, current - 1]) void this.sign(index)
    },

    async sign(index: number, anew = false) {
      const slide = this.data.slides[index]
      if (!slide || slide.kind === 'file' || (slide.url && !anew)) return
      try {
        this.change(index, { url: await viewUrl(slide.key, anew), broken: false })
      } catch {
        this.change(index, { broken: true })
      }
    },

    markBroken({ currentTarget }: WechatMiniprogram.BaseEvent) {
      this.change(Number(currentTarget.dataset.index), { broken: true })
    },

    /** The address has ended, or the network failed: it is signed anew. */
    retry({ currentTarget }: WechatMiniprogram.BaseEvent) {
      const index = Number(currentTarget.dataset.index)
      this.change(index, { url: '', broken: false })
      void this.sign(index, true)
    },

    change(index: number, change: Partial<Slide>) {
      this.setData({ [`slides[${index}]`]: { ...this.data.slides[index], ...change } })
    },

    open() {
      this.triggerEvent('open', { key: this.data.slides[this.data.current]?.key })
    },
  },
})
