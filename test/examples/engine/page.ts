/** What a page is made of: functions, `data`, and in a `Component` its functions in `methods`. */
type Definition = Record<string, unknown>

/** A page that is open. */
export type OpenPage = Record<string, unknown> & { data: Record<string, unknown> }

/** Opens a page: makes the instance, and calls it as WeChat does. @param onData - is given all that the page sets */
export function openPage(definition: Definition, route: string, onData: (data: Record<string, unknown>) => void) {
  const data = structuredCloneOf(definition.data)
  const methods = definition.methods as Definition | undefined
  const page: OpenPage = { ...methods, ...definition, data, route, is: route, properties: {}, dataset: {}, options: {} }
  page.setData = (changes: Record<string, unknown>, done?: () => void) => {
    for (const [path, value] of Object.entries(changes)) setPath(data, path, value)
    onData(changes)
    if (done) setTimeout(() => done.call(page), 0)
  }
  page.triggerEvent = () => {}
  page.selectComponent = () => null
  page.selectAllComponents = () => []
  onData(data)
  return page
}

/** Its life until it can be used. */
export function startPage(page: OpenPage): void {
  const lifetimes = (page.lifetimes ?? page) as Definition
  call(page, lifetimes.created)
  call(page, lifetimes.attached)
  call(page, page.onLoad, {})
  call(page, page.onShow)
  call(page, lifetimes.ready)
  call(page, page.onReady)
}

function call(page: OpenPage, method: unknown, ...given: unknown[]): void {
  if (typeof method === 'function') Reflect.apply(method, page, given)
}

/** `a.b[0].c`, as `setData` takes it. */
function setPath(data: Record<string, unknown>, path: string, value: unknown): void {
  const steps = path.split(/[.[\]]+/).filter(Boolean)
  const last = steps.pop() ?? ''
  let place = data
  for (const step of steps) {
    place[step] ??= {}
    place = place[step] as Record<string, unknown>
  }
  place[last] = value
}

function structuredCloneOf(data: unknown): Record<string, unknown> {
  return data === undefined ? {} : (JSON.parse(JSON.stringify(data)) as Record<string, unknown>)
}
