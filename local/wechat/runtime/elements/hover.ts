import { type ElementInstance, nodeOf, type PropertyType, textOf } from './element'

/** The properties of an element that shows that it is pressed. */
export function hoverProperties(hoverClass: string): Record<string, PropertyType> {
  return {
    hoverClass: { type: String, value: hoverClass },
    hoverStopPropagation: Boolean,
    hoverStartTime: { type: Number, value: 50 },
    hoverStayTime: { type: Number, value: 400 },
  }
}

/** Puts the hover class on the element while it is pressed. */
export function showHover(element: ElementInstance): void {
  const node = nodeOf(element)
  if (node === null) return
  let shown: string[] = []
  const release = () => {
    node.classList.remove(...shown)
    shown = []
  }
  node.addEventListener('pointerdown', () => {
    const { hoverClass, disabled } = element.data
    if (disabled === true || hoverClass === 'none') return
    shown = textOf(hoverClass).split(/\s+/).filter(Boolean)
    node.classList.add(...shown)
  })
  for (const end of ['pointerup', 'pointerleave', 'pointercancel']) node.addEventListener(end, release)
}
