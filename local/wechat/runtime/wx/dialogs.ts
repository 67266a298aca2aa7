import { create } from '../screen'
import { api, ApiError } from './call'
import { choice, openLayer } from './layer'
import { isChinese } from './language'

interface ModalOptions {
  title?: string
  content?: string
  showCancel?: boolean
  cancelText?: string
  cancelColor?: string
  confirmText?: string
  confirmColor?: string
  editable?: boolean
  placeholderText?: string
}

interface ActionSheetOptions {
  itemList: string[]
  itemColor?: string
  alertText?: string
}

/** Questions over the page. */
export const dialogs = {
  showModal: api('showModal', showModal),
  showActionSheet: api('showActionSheet', showActionSheet),
}

function showModal(options: ModalOptions): Promise<object> {
  const { title = '', content = '', showCancel = true, editable = false } = options
  const input = Object.assign(create('input'), { value: content, placeholder: options.placeholderText ?? '' })
  const body = editable ? input : create('p', '', content)
  return new Promise((resolve) => {
    const box = create('div', 'wechat-modal')
    const layer = openLayer(box)
    const footer = create('footer')
    const answer = (confirm: boolean) => {
      layer.remove()
      resolve({ confirm, cancel: !confirm, content: editable && confirm ? input.value : null })
    }
    const words = isChinese() ? { cancel: '取消', confirm: '确定' } : { cancel: 'Cancel', confirm: 'OK' }
    if (showCancel) footer.append(choice(options.cancelText ?? words.cancel, options.cancelColor, () => answer(false)))
    const confirmColor = options.confirmColor ?? 'var(--wechat-link)'
    footer.append(choice(options.confirmText ?? words.confirm, confirmColor, () => answer(true)))
    box.append(...(title === '' ? [] : [create('h2', '', title)]), body, footer)
  })
}

function showActionSheet({ itemList, itemColor, alertText }: ActionSheetOptions): Promise<object> {
  return new Promise((resolve, reject) => {
    const box = create('div', 'wechat-sheet')
    const layer = openLayer(box)
    const finish = (end: () => void) => () => {
      layer.remove()
      end()
    }
    const cancel = finish(() => reject(new ApiError('cancel')))
    if (alertText !== undefined) box.append(create('p', '', alertText))
    box.append(
      ...itemList.map((item, tapIndex) =>
        choice(
          item,
          itemColor,
          finish(() => resolve({ tapIndex })),
        ),
      ),
    )
    box.append(choice(isChinese() ? '取消' : 'Cancel', undefined, cancel))
    layer.addEventListener('click', ({ target }) => {
      if (target === layer) cancel()
    })
  })
}
