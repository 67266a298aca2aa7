import { resolvePath } from '../../pages/urls'
import { fileStore } from './store'

/** The address from which an element of the page shows a file, a picture of the app, or one on the network. */
export function sourceOf(source: string, base = ''): string {
  if (source === '') return ''
  if (source.startsWith('wxfile://')) return fileStore.has(source) ? fileStore.objectUrl(source) : 'data:,'
  if (/^(https?:|data:)/.test(source)) return source
  if (source.startsWith('//')) return `https:${source}`
  return resolvePath(source, base)
}
