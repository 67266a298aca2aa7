import { create } from '../screen'
import { isChinese } from '../wx/language'
import { choice, openLayer } from '../wx/layer'
import {
  commonObservers,
  commonProperties,
  type ElementDefinition,
  type ElementInstance,
  nodeOf,
  textOf,
} from './element'
import { joinForm } from './form'

/** How a mode shows what there is to choose, and reads what was chosen. */
interface Mode {
  fields(element: ElementInstance): (HTMLSelectElement | HTMLInputElement)[]
  value(fields: readonly (HTMLSelectElement | HTMLInputElement)[]): unknown
}

const MODES: Readonly<Record<string, Mode>> = {
  selector: {
    fields: ({ data }) => [selectOf(data.range, data.rangeKey, data.value)],
    value: ([field]) => Number(field?.value),
  },
  multiSelector: {
    fields: ({ data }) =>
      listOf(data.range).map((range, index) => selectOf(range, data.rangeKey, listOf(data.value)[index])),
    value: (fields) => fields.map((field) => Number(field.value)),
  },
  date: { fields: ({ data }) => [inputOf('date', data)], value: ([field]) => field?.value ?? '' },
  time: { fields: ({ data }) => [inputOf('time', data)], value: ([field]) => field?.value ?? '' },
}

/** `<picker>`: a tap on what is in it opens what there is to choose. Without the mode `region`. */
export const picker: ElementDefinition = {
  properties: {
    ...commonProperties,
    mode: { type: String, value: 'selector' },
    range: { type: null, value: [] },
    rangeKey: String,
    value: { type: null, value: 0 },
    headerText: String,
    disabled: Boolean,
    start: String,
    end: String,
    fields: String,
    name: String,
  },
  observers: commonObservers,
  attached() {
    joinForm(this)
    nodeOf(this)?.addEventListener('click', () => {
      if (this.data.disabled !== true) openPicker(this)
    })
  },
}

function openPicker(element: ElementInstance): void {
  const mode = MODES[String(element.data.mode)]
  if (mode === undefined) return console.warn(`<picker mode="${String(element.data.mode)}"> is not in the browser host`)
  const words = isChinese() ? { cancel: '取消', confirm: '确定' } : { cancel: 'Cancel', confirm: 'OK' }
  const box = create('div', 'wechat-sheet wechat-picker-sheet')
  const layer = openLayer(box)
  const fields = mode.fields(element)
  const finish = (event: 'change' | 'cancel') => () => {
    layer.remove()
    const value = mode.value(fields)
    if (event === 'change') element.setData({ value })
    element.triggerEvent(event, event === 'change' ? { value } : {}, {})
  }
  const header = textOf(element.data.headerText)
  const columns = create('div', 'wechat-picker-columns')
  columns.append(...fields)
  box.append(
    ...(header === '' ? [] : [create('p', '', header)]),
    columns,
    choice(words.confirm, 'var(--wechat-link)', finish('change')),
    choice(words.cancel, undefined, finish('cancel')),
  )
}

function selectOf(range: unknown, key: unknown, chosen: unknown): HTMLSelectElement {
  const select = create('select')
  const nameOf = (item: unknown) => textOf(textOf(key) === '' ? item : Reflect.get(Object(item), textOf(key)))
  select.append(...listOf(range).map((item, index) => new Option(nameOf(item), String(index))))
  select.value = textOf(chosen)
  return select
}

function inputOf(type: 'date' | 'time', { value, start, end }: ElementInstance['data']): HTMLInputElement {
  const input = create('input')
  return Object.assign(input, { type, value: textOf(value), min: textOf(start), max: textOf(end) })
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : []
}
