import { conditions } from '../simulation/conditions'
import { create } from '../screen'
import { api, ApiError } from './call'
import { isChinese } from './language'
import { choice, openLayer } from './layer'

/** What an app hands to the function that it gets with the need for an agreement. */
interface Answer {
  event: 'exposureAuthorization' | 'agree' | 'disagree'
  buttonId?: string
}

type Listener = (resolve: (answer: Answer) => void, info: { referrer: string }) => void

let listener: Listener | undefined

/** The agreement to the privacy terms. The last listener that was registered is asked; without one WeChat asks itself. */
export const privacy = {
  getPrivacySetting: api('getPrivacySetting', () => ({
    needAuthorization: !isAgreed(),
    privacyContractName: contractName(),
  })),
  requirePrivacyAuthorize: api('requirePrivacyAuthorize', () => requireAgreement('requirePrivacyAuthorize')),
  openPrivacyContract: api('openPrivacyContract', showContract),
  onNeedPrivacyAuthorization: (given: Listener) => void (listener = given),
}

/** A function that needs the agreement waits for it. @throws ApiError 104 where the person does not agree */
export async function requireAgreement(referrer: string): Promise<void> {
  if (isAgreed()) return
  const agreed = await (listener === undefined ? askPerson() : askApp(listener, referrer))
  if (!agreed) throw new ApiError('privacy permission is not authorized', 104)
  agree()
}

/** The person agrees, with a button of the app's own. */
export function agree(): void {
  if (!isAgreed()) conditions.set({ privacy: 'agreed' })
}

function isAgreed(): boolean {
  return conditions.values.privacy === 'agreed'
}

function askApp(ask: Listener, referrer: string): Promise<boolean> {
  return new Promise((resolve) => {
    ask(({ event }) => event !== 'exposureAuthorization' && resolve(event === 'agree'), { referrer })
  })
}

function contractName(): string {
  return isChinese() ? '《小程序隐私保护指引》' : 'Privacy Protection Guidelines'
}

function askPerson(): Promise<boolean> {
  const words = isChinese()
    ? { title: '隐私保护提示', text: `使用前请阅读并同意${contractName()}。`, agree: '同意', refuse: '拒绝' }
    : { title: 'Privacy', text: `Please read and agree to the ${contractName()}.`, agree: 'Agree', refuse: 'Refuse' }
  return new Promise((resolve) => {
    const box = create('div', 'wechat-modal')
    const layer = openLayer(box)
    const answer = (agreed: boolean) => () => {
      layer.remove()
      resolve(agreed)
    }
    const footer = create('footer')
    footer.append(
      choice(words.refuse, undefined, answer(false)),
      choice(words.agree, 'var(--wechat-link)', answer(true)),
    )
    box.append(create('h2', '', words.title), create('p', '', words.text), footer)
  })
}

function showContract(): Promise<void> {
  const words = isChinese()
    ? { text: '在微信里，这里显示小程序在后台填写的隐私保护指引。', close: '知道了' }
    : { text: 'In WeChat this shows the guidelines that were filled in for the app.', close: 'OK' }
  return new Promise((resolve) => {
    const box = create('div', 'wechat-modal')
    const layer = openLayer(box)
    const footer = create('footer')
    const close = () => {
      layer.remove()
      resolve()
    }
    footer.append(choice(words.close, 'var(--wechat-link)', close))
    box.append(create('h2', '', contractName()), create('p', '', words.text), footer)
  })
}
