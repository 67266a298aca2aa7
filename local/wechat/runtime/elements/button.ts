import { agree } from '../wx/privacy'
import {
  commonObservers,
  commonProperties,
  type ElementDefinition,
  type ElementInstance,
  nodeOf,
  reflect,
  textOf,
} from './element'
import { finishForm } from './form'
import { hoverProperties, showHover } from './hover'

/** `<button>`: with WeChat's looks, and its part in a form. */
export function buttonElement(share: (target: object) => void): ElementDefinition {
  return {
    properties: {
      ...commonProperties,
      ...hoverProperties('button-hover'),
      type: { type: String, value: 'default' },
      size: { type: String, value: 'default' },
      disabled: Boolean,
      loading: Boolean,
      plain: Boolean,
      formType: String,
      openType: String,
      ...Object.fromEntries(
        ['lang', 'sessionFrom', 'sendMessageTitle', 'sendMessagePath', 'sendMessageImg', 'appParameter']
          .concat(['showMessageCard', 'activityType', 'entrancePath', 'needShowEntrance', 'phoneNumberNoQuotaToast'])
          .map((name) => [name, null]),
      ),
    },
    observers: { ...commonObservers, ...reflect('type', 'size', 'disabled', 'loading', 'plain') },
    attached() {
      showHover(this)
      const node = nodeOf(this)
      if (node === null) return
      node.setAttribute('role', 'button')
      node.tabIndex = 0
      const press = (event: Event) => {
        if (this.data.disabled === true) return event.stopPropagation()
        finishForm(node, String(this.data.formType))
        pressOpenType(this, share)
      }
      node.addEventListener('click', press, true)
      node.addEventListener('keydown', ({ key }) => {
        if (key === 'Enter' || key === ' ') node.click()
      })
    },
  }
}

function pressOpenType(button: ElementInstance, share: (target: object) => void): void {
  const openTypes = textOf(button.data.openType).split('|')
  if (openTypes.includes('share')) share({ id: nodeOf(button)?.id ?? '', dataset: button._$.dataset })
  if (!openTypes.includes('agreePrivacyAuthorization')) return
  agree()
  button.triggerEvent('agreeprivacyauthorization', {}, {})
}
