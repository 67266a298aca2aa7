/** One upload of the list. Events: `pause`, `resume`, `retry`, `remove`. */
Component({
  properties: {
    /** An `UploadItem`. */
    item: { type: Object, value: {} },
    /** The texts of the upload page. */
    t: { type: Object, value: {} },
  },
  methods: {
    act({ currentTarget }: WechatMiniprogram.BaseEvent) {
      this.triggerEvent(String(currentTarget.dataset.event))
    },
  },
})
