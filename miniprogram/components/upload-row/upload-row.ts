/** One upload of the list. Events: `pause`, `resume`, `retry`, `remove`; of one that is done `open` and `copy`. */
Component({
  properties: {
    /** An `UploadItem`. */
    item: { type: Object, value: {} },
    /** The texts of the upload page. */
    t: { type: Object, value: {} },
  },
  methods: {
    open() {
      if ((this.data.item as { key?: string }).key) this.triggerEvent('open')
    },
    act({ currentTarget }: WechatMiniprogram.BaseEvent) {
      this.triggerEvent(String(currentTarget.dataset.event))
    },
  },
})
