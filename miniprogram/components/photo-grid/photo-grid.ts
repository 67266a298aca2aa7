import type { Photo } from '../../services/photos'

const noPhotos: Photo[] = []

/** Photos as square tiles, three in a row. Events: `open`, `press`, `broken` and `renew`, each with the photo's `key`. */
Component({
  properties: {
    photos: { type: Array, value: noPhotos },
    /** Label of a tile whose picture could not be shown. */
    retryText: { type: String, value: '' },
    /** A tap chooses instead of opening. */
    selecting: { type: Boolean, value: false },
    /** Which are chosen, by key. */
    selected: { type: Object, value: {} },
    /** What a screen reader says of one that is chosen. */
    chosenText: { type: String, value: '' },
  },
  methods: {
    open({ currentTarget }: WechatMiniprogram.BaseEvent) {
      this.tell('open', currentTarget.dataset.key)
    },
    press({ currentTarget }: WechatMiniprogram.BaseEvent) {
      this.tell('press', currentTarget.dataset.key)
    },
    renew({ currentTarget }: WechatMiniprogram.BaseEvent) {
      this.tell('renew', currentTarget.dataset.key)
    },
    broken({ currentTarget }: WechatMiniprogram.BaseEvent) {
      this.tell('broken', currentTarget.dataset.key)
    },
    tell(event: string, key: unknown) {
      this.triggerEvent(event, { key })
    },
  },
})
