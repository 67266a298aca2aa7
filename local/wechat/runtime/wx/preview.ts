import { create, screenPart } from '../screen'
import { overTheLine } from '../simulation/pictures'
import { api } from './call'
import { sourceOf } from './files/source'

const SWIPE = 40

interface PreviewImageOptions {
  urls: string[]
  current?: string | number
}

interface PreviewMediaOptions {
  sources: { url: string }[]
  current?: number
}

/** Pictures over the whole screen. */
export const preview = {
  previewImage: api('previewImage', ({ urls, current = 0 }: PreviewImageOptions) => {
    open(urls, typeof current === 'number' ? current : Math.max(0, urls.indexOf(current)))
  }),
  previewMedia: api('previewMedia', ({ sources, current = 0 }: PreviewMediaOptions) => {
    open(
      sources.map(({ url }) => url),
      current,
    )
  }),
}

function open(urls: readonly string[], start: number): void {
  const box = create('div', 'wechat-preview')
  box.setAttribute('role', 'dialog')
  box.setAttribute('aria-label', 'image preview')
  const picture = create('img')
  const counter = create('span', 'wechat-preview-counter')
  const closed = new AbortController()
  let index = start
  const show = (next: number) => {
    index = Math.min(urls.length - 1, Math.max(0, next))
    const source = sourceOf(urls[index] ?? '')
    overTheLine(source, closed.signal).then(
      (address) => {
        if (source === sourceOf(urls[index] ?? '')) picture.src = address
      },
      () => picture.removeAttribute('src'),
    )
    counter.textContent = `${index + 1} / ${urls.length}`
    counter.hidden = urls.length < 2
  }
  const close = () => {
    closed.abort()
    box.remove()
  }
  picture.addEventListener('load', () => box.classList.add('wechat-preview-loaded'))
  box.append(picture, counter, ...arrows(urls, () => index, show))
  onSwipe(box, (steps) => (steps === 0 ? close() : show(index + steps)))
  const keys: Readonly<Record<string, () => void>> = {
    Escape: close,
    ArrowLeft: () => show(index - 1),
    ArrowRight: () => show(index + 1),
  }
  addEventListener('keydown', ({ key }) => keys[key]?.(), { signal: closed.signal })
  show(start)
  screenPart('overlays').append(box)
}

function arrows(urls: readonly string[], index: () => number, show: (index: number) => void): HTMLElement[] {
  if (urls.length < 2) return []
  return [-1, 1].map((step) => {
    const arrow = create('button', step < 0 ? 'wechat-preview-previous' : 'wechat-preview-next', step < 0 ? '‹' : '›')
    arrow.setAttribute('aria-label', step < 0 ? 'previous' : 'next')
    arrow.addEventListener('pointerdown', (event) => event.stopPropagation())
    arrow.addEventListener('click', () => show(index() + step))
    return arrow
  })
}

// A press that does not move means to close.
function onSwipe(box: HTMLElement, swiped: (steps: -1 | 0 | 1) => void): void {
  box.addEventListener('pointerdown', ({ clientX: from }) => {
    box.addEventListener(
      'pointerup',
      ({ clientX: to }) => {
        if (Math.abs(to - from) < SWIPE) swiped(0)
        else swiped(to < from ? 1 : -1)
      },
      { once: true },
    )
  })
}
