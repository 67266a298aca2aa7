import {
  commonObservers,
  commonProperties,
  type ElementDefinition,
  type ElementInstance,
  nodeOf,
  reflect,
} from './element'
import { hoverProperties, showHover } from './hover'

const FIELDS = 'wx-input,wx-textarea,wx-switch,wx-slider,wx-picker,wx-checkbox-group,wx-radio-group'

const instances = new WeakMap<Element, ElementInstance>()

/** Makes the element known to the form that it may lie in. */
export function joinForm(element: ElementInstance): void {
  const node = nodeOf(element)
  if (node !== null) instances.set(node, element)
}

/** `<form>`: gives the values of the named fields in it. */
export const form: ElementDefinition = {
  properties: { ...commonProperties, reportSubmit: Boolean },
  observers: commonObservers,
  attached() {
    joinForm(this)
  },
}

/** `<button>`: with WeChat's looks, and its part in a form. */
export const button: ElementDefinition = {
  properties: {
    ...commonProperties,
    ...hoverProperties('button-hover'),
    type: { type: String, value: 'default' },
    size: { type: String, value: 'default' },
    disabled: Boolean,
    loading: Boolean,
    plain: Boolean,
    formType: String,
    openType: String,
    ...Object.fromEntries(
      ['lang', 'sessionFrom', 'sendMessageTitle', 'sendMessagePath', 'sendMessageImg', 'appParameter']
        .concat(['showMessageCard', 'activityType', 'entrancePath', 'needShowEntrance', 'phoneNumberNoQuotaToast'])
        .map((name) => [name, null]),
    ),
  },
  observers: { ...commonObservers, ...reflect('type', 'size', 'disabled', 'loading', 'plain') },
  attached() {
    showHover(this)
    const node = nodeOf(this)
    if (node === null) return
    node.setAttribute('role', 'button')
    node.tabIndex = 0
    const press = (event: Event) => {
      if (this.data.disabled === true) event.stopPropagation()
      else finishForm(node, String(this.data.formType))
    }
    node.addEventListener('click', press, true)
    node.addEventListener('keydown', ({ key }) => {
      if (key === 'Enter' || key === ' ') node.click()
    })
  },
}

function finishForm(button: HTMLElement, formType: string): void {
  const node = button.closest('wx-form')
  const owner = node === null ? undefined : instances.get(node)
  if (node === null || owner === undefined) return
  const fields = [...node.querySelectorAll(FIELDS)].flatMap((field) => instances.get(field) ?? [])
  if (formType === 'submit') owner.triggerEvent('submit', { value: valuesOf(fields) }, {})
  if (formType !== 'reset') return
  for (const field of fields) field.setData('checked' in field.data ? { checked: false } : { value: '' })
  owner.triggerEvent('reset', {}, {})
}

function valuesOf(fields: readonly ElementInstance[]): Record<string, unknown> {
  const named = fields.filter(({ data }) => typeof data.name === 'string' && data.name !== '')
  return Object.fromEntries(named.map(({ data }) => [data.name, 'checked' in data ? data.checked : data.value]))
}
