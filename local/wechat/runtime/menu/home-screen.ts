import { create, screenPart } from '../screen'
import { conditions } from '../simulation/conditions'
import { menuTexts } from './texts'

/** What the phone shows while the mini program is hidden, with the way back to it. */
export function showHomeScreen(): void {
  const { title, text, back } = menuTexts().hidden
  const layer = create('div', 'wechat-home-screen')
  layer.setAttribute('role', 'dialog')
  layer.setAttribute('aria-label', title)
  const button = create('button', '', back)
  button.addEventListener('click', () => conditions.set({ app: 'shown' }))
  layer.append(create('h2', '', title), create('p', '', text), button)
  conditions.changes.on(({ app }) => {
    if (app === 'shown') layer.remove()
    else if (!layer.isConnected) screenPart('screen').append(layer)
  })
}
