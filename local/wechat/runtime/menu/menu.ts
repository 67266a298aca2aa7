import { create, screenPart } from '../screen'
import { CONDITIONS, type ConditionName, conditions } from '../simulation/conditions'
import { sessions } from '../simulation/sessions'
import { conditionRow } from './condition-row'
import { type MenuTexts, menuTexts } from './texts'

/** Where there is room beside the phone. */
const WIDE = '(min-width: 800px)'

/** The menu of what the phone may run into: beside the phone where there is room, else opened from its capsule. */
export class Menu {
  private readonly wide = matchMedia(WIDE)
  private box: HTMLElement | undefined

  constructor() {
    this.wide.addEventListener('change', () => this.fit())
    this.fit()
  }

  /** Opens it over the phone, where it does not stand beside it. */
  open(): void {
    this.show()
    this.box?.querySelector('input')?.focus()
  }

  private fit(): void {
    if (this.wide.matches) this.show()
    else this.close()
  }

  private show(): void {
    if (this.box === undefined) this.box = menuBox(menuTexts(), () => this.close())
    screenPart('menu').replaceChildren(this.box)
  }

  private close(): void {
    this.box?.remove()
  }
}

function menuBox(texts: MenuTexts, close: () => void): HTMLElement {
  const box = create('section', 'wechat-menu')
  box.setAttribute('aria-label', texts.title)
  const names = Object.keys(CONDITIONS).filter((name): name is ConditionName => name in CONDITIONS)
  const rows = names.map((name) => conditionRow(name, texts))
  const closing = create('button', 'wechat-menu-close', '✕')
  closing.setAttribute('aria-label', texts.close)
  closing.addEventListener('click', close)
  box.addEventListener('keydown', ({ key }) => {
    if (key === 'Escape') close()
  })
  box.append(
    closing,
    create('h2', '', texts.title),
    create('p', 'wechat-menu-intro', texts.intro),
    ...rows,
    sessionRow(texts),
    resetButton(texts),
    create('p', 'wechat-menu-simulated', texts.simulated),
  )
  return box
}

function sessionRow({ session }: MenuTexts): HTMLElement {
  const row = create('div', 'wechat-menu-row')
  const state = create('p', 'wechat-menu-effect')
  state.setAttribute('role', 'status')
  const end = create('button', 'wechat-menu-button', session.end)
  end.addEventListener('click', () => sessions.end())
  const draw = () => {
    state.textContent = session.state[sessions.state]
    end.disabled = sessions.state !== 'used'
    row.classList.toggle('wechat-menu-trouble', sessions.state === 'ended')
  }
  sessions.changes.on(draw)
  draw()
  row.append(create('strong', '', session.label), end, state)
  return row
}

function resetButton({ reset }: MenuTexts): HTMLElement {
  const button = create('button', 'wechat-menu-button wechat-menu-reset', reset)
  button.addEventListener('click', () => conditions.reset())
  const draw = () => (button.disabled = conditions.isRight)
  conditions.changes.on(draw)
  draw()
  return button
}
