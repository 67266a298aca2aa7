import { commonObservers, commonProperties, type ElementDefinition, setAttribute } from './element'

const GLYPHS: Readonly<Record<string, string>> = {
  success: '✔',
  success_no_circle: '✔',
  warn: '!',
  info: 'i',
  waiting: '◔',
  cancel: '✕',
  clear: '✕',
  download: '↓',
  search: '⌕',
}

/** `<progress>`. */
export const progress: ElementDefinition = {
  template: 'progress',
  properties: {
    ...commonProperties,
    percent: Number,
    showInfo: Boolean,
    borderRadius: { type: null, value: 0 },
    fontSize: { type: null, value: 16 },
    strokeWidth: { type: null, value: 6 },
    color: String,
    activeColor: { type: String, value: '#09BB07' },
    backgroundColor: { type: String, value: '#EBEBEB' },
    active: Boolean,
    activeMode: String,
    duration: { type: Number, value: 30 },
  },
  data: { done: 0 },
  observers: {
    ...commonObservers,
    percent(value) {
      const done = Math.max(0, Math.min(100, Number(value) || 0))
      this.setData({ done })
      setAttribute(this, 'aria-valuenow', String(done))
    },
  },
  attached() {
    setAttribute(this, 'role', 'progressbar')
  },
}

/** `<icon>`. */
export const icon: ElementDefinition = {
  template: 'icon',
  properties: {
    ...commonProperties,
    type: String,
    size: { type: null, value: 23 },
    color: { type: String, value: '#09BB07' },
  },
  data: { glyph: '' },
  observers: {
    ...commonObservers,
    type(type) {
      this.setData({ glyph: GLYPHS[String(type)] ?? '' })
    },
  },
}
