/** One thing to choose. */
export interface Option {
  value: string
  label: string
}

const noOptions: Option[] = []

/** Chips of which one is chosen. The event is `change`, with the `value`. */
Component({
  properties: {
    options: { type: Array, value: noOptions },
    value: { type: String, value: '' },
    label: { type: String, value: '' },
  },
  methods: {
    choose({ currentTarget }: WechatMiniprogram.BaseEvent) {
      this.triggerEvent('change', { value: String(currentTarget.dataset.value) })
    },
  },
})
