import { create } from '../screen'
import { ApiError } from './call'

/** What a file dialog should offer. */
export interface PickOptions {
  accept: string
  count: number
}

/** Asks the person for files with the browser's own dialog. Fails with `cancel` where none were chosen. */
export function pickFiles({ accept, count }: PickOptions): Promise<File[]> {
  return new Promise((resolve, reject) => {
    const input = create('input', 'wechat-picker')
    Object.assign(input, { type: 'file', accept, multiple: count > 1 })
    const finish = (files: readonly File[]) => {
      input.remove()
      if (files.length === 0) reject(new ApiError('cancel'))
      else resolve(files.slice(0, count))
    }
    input.addEventListener('change', () => finish([...(input.files ?? [])]))
    input.addEventListener('cancel', () => finish([]))
    document.body.append(input)
    input.click()
  })
}
