import { create, screenPart } from '../screen'

/** Opens a box over the page, which is dimmed; taking the layer away closes it. */
export function openLayer(box: HTMLElement): HTMLElement {
  box.setAttribute('role', 'dialog')
  const layer = create('div', 'wechat-layer wechat-dimmed')
  layer.append(box)
  screenPart('overlays').append(layer)
  return layer
}

/** One of the buttons of a box. */
export function choice(text: string, color: string | undefined, choose: () => void): HTMLElement {
  const button = create('button', '', text)
  if (color !== undefined) button.style.color = color
  button.addEventListener('click', choose)
  return button
}
