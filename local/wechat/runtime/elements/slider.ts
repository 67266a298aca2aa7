import { commonObservers, commonProperties, type ElementDefinition, type ElementInstance, partOf } from './element'
import { joinForm } from './form'

/** `<slider>`. */
export const slider: ElementDefinition = {
  template: 'slider',
  properties: {
    ...commonProperties,
    min: Number,
    max: { type: Number, value: 100 },
    step: { type: Number, value: 1 },
    value: Number,
    disabled: Boolean,
    showValue: Boolean,
    activeColor: { type: String, value: '#1aad19' },
    backgroundColor: { type: String, value: '#e9e9e9' },
    blockSize: { type: Number, value: 28 },
    blockColor: { type: String, value: '#ffffff' },
    name: String,
  },
  observers: {
    ...commonObservers,
    // The browser holds the value within the bounds, so it has to know these first.
    'value, min, max, step': function (this: ElementInstance) {
      setTimeout(() => showValue(this))
    },
  },
  methods: {
    onMove() {
      report(this, 'changing')
    },
    onChange() {
      report(this, 'change')
    },
  },
  attached() {
    joinForm(this)
    showValue(this)
  },
}

function fieldOf(element: ElementInstance): HTMLInputElement | undefined {
  return partOf(element, '.wechat-slider', HTMLInputElement)
}

function showValue(element: ElementInstance): void {
  const field = fieldOf(element)
  if (field !== undefined) field.value = String(element.data.value)
}

function report(element: ElementInstance, event: 'changing' | 'change'): void {
  const value = Number(fieldOf(element)?.value)
  element.setData({ value })
  element.triggerEvent(event, { value }, {})
}
