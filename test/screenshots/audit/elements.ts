/** An element and all that it lies in, also across the borders of components. */
export function withAncestors(element: Element): Element[] {
  const parent = parentOf(element)
  return parent === null ? [element] : [element, ...withAncestors(parent)]
}

function parentOf(element: Element): Element | null {
  const root = element.getRootNode()
  return element.assignedSlot ?? element.parentElement ?? (root instanceof ShadowRoot ? root.host : null)
}

/** Whether it is on the screen, with nothing over its middle. */
export function isVisible(element: Element): boolean {
  const { left, top, width, height } = element.getBoundingClientRect()
  if (width === 0 || height === 0 || !element.checkVisibility()) return false
  const found = document.elementFromPoint(left + width / 2, top + height / 2)
  return found !== null && (element.contains(found) || found.contains(element))
}
