import { glassEasel } from 'glass-easel-miniprogram-adapter'

/** glass-easel's `StyleSegmentIndex.TEMP_EXTRA`: styles that win over the template's. */
const TEMPORARY_STYLE = 3

type Descriptor = Record<string, unknown>

/** What translated WXS calls at run time; see the runtime part of the WXS translation. */
export const wxsSupport = {
  /** In WXS `.constructor` is the name of the type. */
  wxsConstructor(value: unknown): string {
    if (Array.isArray(value)) return 'Array'
    if (value instanceof RegExp) return 'RegExp'
    if (value instanceof Date) return 'Date'
    const name = typeof value
    return `${name[0]?.toUpperCase() ?? ''}${name.slice(1)}`
  },

  /** `change:prop` of a template: called after the change with WXS's own view of the components. */
  wxsPropertyObserver(listener: (...args: unknown[]) => void) {
    return (newValue: unknown, oldValue: unknown, owner: unknown, element: unknown) =>
      queueMicrotask(() => listener(newValue, oldValue, descriptorOf(owner), descriptorOf(element)))
  },

  /** An event handler of a template: a WXS function gets WXS's event, a method of the component its own. */
  wxsEventHandler(host: unknown, event: WxsEvent, listener: (...args: unknown[]) => unknown, isWxs: boolean): unknown {
    return isWxs ? listener(wxsEvent(event), descriptorOf(host)) : listener.call(host, event)
  },
}

interface WxsEvent {
  type: string
  timeStamp: number
  detail: unknown
  touches: unknown
  changedTouches: unknown
  mark: unknown
  target: { id: string; dataset?: object }
  currentTarget: { id: string; dataset?: object }
}

function wxsEvent({ type, timeStamp, detail, touches, changedTouches, mark, target, currentTarget }: WxsEvent): object {
  return {
    type,
    timeStamp,
    detail,
    touches,
    changedTouches,
    mark,
    target: { id: target.id, dataset: target.dataset ?? {} },
    currentTarget: { id: currentTarget.id, dataset: currentTarget.dataset ?? {} },
    instance: descriptorOf(currentTarget),
  }
}

const descriptors = new WeakMap<object, Descriptor>()

function descriptorOf(value: unknown): Descriptor | null {
  const element: unknown = Object(value)._$ ?? value
  if (!(element instanceof glassEasel.Component || element instanceof glassEasel.NativeNode)) return null
  const known = descriptors.get(element)
  if (known !== undefined) return known
  const made = createDescriptor(element)
  descriptors.set(element, made)
  return made
}

function createDescriptor(element: glassEasel.GeneralComponent | glassEasel.NativeNode): Descriptor {
  const state = {}
  const node = () => element.getBackendElement() as unknown as HTMLElement
  const shadow = () => (element instanceof glassEasel.Component ? element.getShadowRoot() : element.ownerShadowRoot)
  const host = () =>
    element instanceof glassEasel.Component ? element : (element.ownerShadowRoot?.getHostNode() ?? null)
  const descriptor: Descriptor = {
    getState: () => state,
    getDataset: () => element.dataset,
    callMethod: (name: string, argument: unknown) => host()?.getMethodCaller()[name]?.(argument),
    selectComponent: (selector: string) => descriptorOf(shadow()?.querySelector(selector)),
    selectAllComponents: (selector: string) => (shadow()?.querySelectorAll(selector) ?? []).map(descriptorOf),
    triggerEvent: (name: string, detail: unknown) => element.triggerEvent(name, detail, {}),
    setStyle: (style: string | Record<string, string>) => {
      element.setNodeStyle(typeof style === 'string' ? style : cssText(style), TEMPORARY_STYLE)
      return descriptor
    },
    addClass: (name: string) => chain(descriptor, () => node().classList.add(name)),
    removeClass: (name: string) => chain(descriptor, () => node().classList.remove(name)),
    hasClass: (name: string) => node().classList.contains(name),
    getComputedStyle: (names: string[]) => {
      const style = getComputedStyle(node())
      return Object.fromEntries(names.map((name) => [name, style.getPropertyValue(dashed(name))]))
    },
    getBoundingClientRect: () => node().getBoundingClientRect().toJSON(),
    requestAnimationFrame: (callback: FrameRequestCallback) => requestAnimationFrame(callback),
    setTimeout: (callback: () => void, delay: number) => setTimeout(callback, delay),
    clearTimeout: (timer: number) => clearTimeout(timer),
  }
  return descriptor
}

function chain(descriptor: Descriptor, change: () => void): Descriptor {
  change()
  return descriptor
}

function cssText(style: Record<string, string>): string {
  return Object.entries(style)
    .map(([name, value]) => `${dashed(name)}:${value}`)
    .join(';')
}

function dashed(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
}
