import type { AppProcess } from '../app-process'
import type { Callbacks } from '../callbacks'
import { appFunction } from './app-function'
import type { PersonState } from './person'

const CALLBACKS = ['success', 'fail', 'complete']

/** All of it is kept; these are the texts. */
interface DialogOptions {
  title?: string
  content?: string
}

/** `wx.showToast`, `wx.showLoading`, `wx.showModal` and what hides them: kept in `phone.shown`. */
export function dialogFunctions({ person, shown }: Pick<PersonState, 'person' | 'shown'>, process: AppProcess) {
  const showing = <Result extends object>(api: string, answer: () => Result) => {
    const call = appFunction(process, api, answer)
    return (options: Callbacks<Result> & DialogOptions = {}): void => {
      const given = Object.entries(options).filter(([name]) => !CALLBACKS.includes(name))
      shown.push({ api, options: Object.fromEntries(given) })
      call(options)
    }
  }
  const silent = (api: string) => {
    const call = appFunction(process, api, () => ({}))
    return (options = {}): void => call(options)
  }
  return {
    showToast: showing('showToast', () => ({})),
    showLoading: showing('showLoading', () => ({})),
    showModal: showing('showModal', () => ({ confirm: person.confirms, cancel: !person.confirms })),
    hideToast: silent('hideToast'),
    hideLoading: silent('hideLoading'),
  }
}
