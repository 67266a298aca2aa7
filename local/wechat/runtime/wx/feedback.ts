import { create, screenPart } from '../screen'
import { api } from './call'

interface ToastOptions {
  title: string
  icon?: 'success' | 'error' | 'fail' | 'loading' | 'none'
  image?: string
  duration?: number
  mask?: boolean
}

const GLYPHS: Readonly<Record<string, string>> = { success: '✓', error: '✕', fail: '✕' }

let shown: HTMLElement | undefined
let timer: ReturnType<typeof setTimeout> | undefined

/** The short message in the middle of the screen, of which there is one at a time. */
export const feedback = {
  showToast: api('showToast', (options: ToastOptions) => show(options, options.duration ?? 1500)),
  hideToast: api('hideToast', hide),
  showLoading: api('showLoading', ({ title, mask }: ToastOptions) => show({ title, mask, icon: 'loading' })),
  hideLoading: api('hideLoading', hide),
}

/** Shows the message of a function that has one of its own. */
export function toast(title: string): void {
  show({ title, icon: 'success' }, 1500)
}

function show({ title, icon = 'success', mask = false }: ToastOptions, duration?: number): void {
  hide()
  const layer = create('div', mask ? 'wechat-layer' : 'wechat-layer wechat-pass')
  const box = create('div', `wechat-toast wechat-toast-${icon}`)
  box.setAttribute('role', 'status')
  if (icon !== 'none') box.append(create('b', '', GLYPHS[icon] ?? ''))
  box.append(create('span', '', title))
  layer.append(box)
  screenPart('overlays').append(layer)
  shown = layer
  if (duration !== undefined) timer = setTimeout(hide, duration)
}

function hide(): void {
  clearTimeout(timer)
  shown?.remove()
  shown = undefined
}
