import { create, screenPart } from '../screen'
import { conditions } from '../simulation/conditions'
import { isChinese } from '../wx/language'
import { choice, openLayer } from '../wx/layer'

/** One line of what the capsule opens. */
export interface CapsuleItem {
  text: string
  /** What a tap does; without it the line says why there is nothing to tap. */
  choose?: () => void
}

/** WeChat's capsule at the top right: its dots open what can be done with the page, its ring leaves the mini program. */
export function setUpCapsule(items: () => CapsuleItem[]): void {
  const words = isChinese()
    ? { more: '更多', leave: '离开小程序', cancel: '取消' }
    : { more: 'More', leave: 'Leave', cancel: 'Cancel' }
  const more = screenPart('more')
  const leave = screenPart('leave')
  more.setAttribute('aria-label', words.more)
  leave.setAttribute('aria-label', words.leave)
  leave.addEventListener('click', () => conditions.set({ app: 'hidden' }))
  more.addEventListener('click', () => openSheet(items(), words.cancel))
}

function openSheet(items: readonly CapsuleItem[], cancel: string): void {
  const box = create('div', 'wechat-sheet')
  const layer = openLayer(box)
  const line = ({ text, choose }: CapsuleItem) => {
    if (choose === undefined) return create('p', '', text)
    return choice(text, undefined, () => {
      layer.remove()
      choose()
    })
  }
  const close = () => layer.remove()
  box.append(...items.map(line), choice(cancel, undefined, close))
  layer.addEventListener('click', ({ target }) => {
    if (target === layer) close()
  })
}
