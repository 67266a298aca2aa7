import {
  commonObservers,
  commonProperties,
  type ElementDefinition,
  type ElementInstance,
  partOf,
  type PropertyType,
  setAttribute,
  textOf,
  nodeOf,
} from './element'
import { joinForm } from './form'

const fieldProperties: Record<string, PropertyType> = {
  ...commonProperties,
  value: { type: null, value: '' },
  placeholder: String,
  placeholderStyle: String,
  placeholderClass: String,
  disabled: Boolean,
  maxlength: { type: Number, value: 140 },
  focus: Boolean,
  autoFocus: Boolean,
  name: String,
  adjustPosition: Boolean,
  cursorSpacing: Number,
  cursor: Number,
  confirmType: String,
  confirmHold: Boolean,
  holdKeyboard: Boolean,
}

/** `<input>`. */
export const input: ElementDefinition = {
  ...textField(HTMLInputElement),
  template: 'input',
  properties: { ...fieldProperties, type: { type: String, value: 'text' }, password: Boolean, alwaysEmbed: Boolean },
  data: { mode: 'text' },
  observers: {
    ...textField(HTMLInputElement).observers,
    type(type) {
      this.setData({ mode: type === 'number' ? 'numeric' : type === 'digit' ? 'decimal' : 'text' })
    },
  },
}

/** `<textarea>`. */
export const textarea: ElementDefinition = {
  ...textField(HTMLTextAreaElement),
  template: 'textarea',
  properties: { ...fieldProperties, autoHeight: Boolean, fixed: Boolean, showConfirmBar: Boolean },
}

/** `<switch>`. */
export const switchElement: ElementDefinition = {
  template: 'switch',
  properties: {
    ...commonProperties,
    checked: Boolean,
    disabled: Boolean,
    type: String,
    color: { type: String, value: '#04BE02' },
    name: String,
  },
  observers: {
    ...commonObservers,
    checked(value) {
      setAttribute(this, 'aria-checked', String(value))
    },
  },
  attached() {
    joinForm(this)
    setAttribute(this, 'role', 'switch')
    nodeOf(this)?.addEventListener('click', () => {
      if (this.data.disabled === true) return
      const value = this.data.checked !== true
      this.setData({ checked: value })
      this.triggerEvent('change', { value }, {})
    })
  },
}

type Field = HTMLInputElement | HTMLTextAreaElement
type FieldOf = (element: ElementInstance) => Field | undefined

function textField(type: new () => Field): Omit<ElementDefinition, 'properties'> {
  const fieldOf: FieldOf = (element) => partOf(element, '.wechat-field', type)
  return {
    observers: fieldObservers(fieldOf),
    methods: fieldMethods(fieldOf),
    attached() {
      joinForm(this)
      const field = fieldOf(this)
      if (field !== undefined) field.value = textOf(this.data.value)
      if (this.data.focus === true || this.data.autoFocus === true) setTimeout(() => field?.focus())
    },
  }
}

function fieldObservers(fieldOf: FieldOf): ElementDefinition['observers'] {
  return {
    ...commonObservers,
    value(value) {
      const field = fieldOf(this)
      if (field !== undefined && field.value !== textOf(value)) field.value = textOf(value)
    },
    focus(value) {
      if (value === true) setTimeout(() => fieldOf(this)?.focus())
    },
  }
}

function fieldMethods(fieldOf: FieldOf): ElementDefinition['methods'] {
  const report = (element: ElementInstance, event: string) =>
    element.triggerEvent(event, { value: fieldOf(element)?.value ?? '', height: 0 }, {})
  return {
    onInput() {
      const field = fieldOf(this)
      if (field === undefined) return
      this.setData({ value: field.value })
      this.triggerEvent('input', { value: field.value, cursor: field.selectionStart ?? field.value.length }, {})
    },
    // The browser's own change event would reach the page a second time.
    onChange() {},
    onFocus() {
      report(this, 'focus')
    },
    onBlur() {
      report(this, 'blur')
    },
    onKey({ detail }) {
      if (detail.key === 'Enter') report(this, 'confirm')
    },
  }
}
