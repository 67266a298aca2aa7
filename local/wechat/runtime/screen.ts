/** The parts of the host's page, by what they show. */
export function screenPart(name: string): HTMLElement {
  const element = document.getElementById(`wechat-${name}`)
  if (element === null) throw new Error(`The host's page has no #wechat-${name}`)
  return element
}

/** Where the pages of the mini program are drawn. */
export function pagesArea(): HTMLElement {
  return screenPart('pages')
}

/** Makes an element of the host's own, with a class and a text. */
export function create<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  className = '',
  text = '',
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag)
  if (className !== '') element.className = className
  if (text !== '') element.textContent = text
  return element
}
