import { create } from '../screen'
import { CONDITIONS, type ConditionName, conditions } from '../simulation/conditions'
import type { MenuTexts } from './texts'

/** One condition: its values side by side, one of them chosen, and what that does. */
export function conditionRow(name: ConditionName, texts: MenuTexts): HTMLElement {
  const { label, values, effect } = texts.conditions[name]
  const row = create('fieldset', 'wechat-menu-row')
  const note = create('p', 'wechat-menu-effect')
  const choices = create('div', 'wechat-menu-choices')
  const inputs = CONDITIONS[name].map((value) => {
    const input = Object.assign(create('input'), { type: 'radio', name: `wechat-${name}`, value })
    input.addEventListener('change', () => conditions.set({ [name]: value }))
    const choice = create('label')
    choice.append(input, create('span', '', wordFor(values, value)))
    choices.append(choice)
    return input
  })
  const draw = () => {
    const current = conditions.values[name]
    for (const input of inputs) input.checked = input.value === current
    note.textContent = wordFor(effect, current)
    row.classList.toggle('wechat-menu-trouble', current !== CONDITIONS[name][0])
  }
  conditions.changes.on(draw)
  draw()
  row.append(create('legend', '', label), choices, note)
  return row
}

function wordFor(words: Readonly<Record<string, string>>, value: string): string {
  return words[value] ?? value
}
