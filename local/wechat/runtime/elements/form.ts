import { commonObservers, commonProperties, type ElementDefinition, type ElementInstance, nodeOf } from './element'

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

/** Submits or resets the form that the button lies in. */
export function finishForm(button: HTMLElement, formType: string): void {
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
