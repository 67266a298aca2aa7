import { glassEasel, MiniProgramEnv, type AssociatedBackend, type CodeSpace } from 'glass-easel-miniprogram-adapter'
import { Backend } from './backend'
import { touchFields } from './events'
import { type LongPress, LongPresses } from './long-press'
import type { Program, ProgramComponent } from './program'

/** WeChat's component framework, set up for one mini program. */
export interface Framework {
  codeSpace: CodeSpace
  backend: Backend
  associated: AssociatedBackend
}

// WeChat says nothing of attributes that an element does not know, nor of numbers that are looped over.
const UNREMARKABLE = /is not a valid property|^Use number as for-list/

/** Sets glass-easel up, and supplies what it leaves to its host. */
export function createFramework({ styles, components }: Program): Framework {
  const environment = new MiniProgramEnv()
  const longPresses = new LongPresses(fireLongPress)
  const backend = new Backend(longPresses)
  const codeSpace = environment.createCodeSpace('main', true)
  codeSpace.getComponentSpace().updateComponentOptions({ writeIdToDOM: true })
  glassEasel.addGlobalErrorListener((error) => {
    console.error(error)
    return false
  })
  glassEasel.addGlobalWarningListener((message) => !UNREMARKABLE.test(message))
  addTouches(backend, longPresses)
  const associated = environment.associateBackend(backend)
  for (const [codePath, css] of Object.entries(styles)) associated.registerStyleSheetContent(codePath, css)
  if (styles.app !== undefined) codeSpace.addStyleSheet('app', 'app')
  keepPageIds(codeSpace, components)
  fireReady(codeSpace)
  return { codeSpace, backend, associated }
}

/** Hands the component's configuration, template and styles to the framework. */
export function addComponent(
  { codeSpace }: Framework,
  component: ProgramComponent,
  templates: Program['templates'],
): void {
  const { path, config, hasStyle, scope } = component
  codeSpace.addComponentStaticConfig(path, config)
  const content = templates[path]
  if (content !== undefined) {
    const compiled = { groupList: templates, content, fallbackListenerOnNativeNode: true }
    codeSpace.addCompiledTemplate(path, compiled as unknown as glassEasel.template.ComponentTemplate)
  }
  if (hasStyle || scope !== '') codeSpace.addStyleSheet(path, hasStyle ? path : undefined, scope || undefined)
}

function addTouches(backend: Backend, longPresses: LongPresses): void {
  backend.onEvent((target, type, detail, options) => {
    if (type === 'tap' && longPresses.isLong) return undefined
    const { originalEvent } = options as { originalEvent?: unknown }
    return glassEasel.triggerEvent(target, type, detail, { ...options, extraFields: touchFields(originalEvent) })
  })
}

function fireLongPress({ target, x, y, event }: LongPress): void {
  let node = target as (Node & { __wxElement?: glassEasel.Element }) | null
  while (node && !node.__wxElement) node = node.parentNode
  const options = { bubbles: true, composed: true, extraFields: touchFields(event) }
  if (node?.__wxElement) glassEasel.triggerEvent(node.__wxElement, 'longpress', { x, y }, options)
}

// An id in a page's template is the element's id; in a component's it gets the component's own in front.
function keepPageIds(codeSpace: CodeSpace, components: readonly ProgramComponent[]): void {
  const pages = new Set(components.filter(({ isPage }) => isPage).map(({ path }) => path))
  const internals = codeSpace as unknown as {
    prepareComponentOptions(is: string, options: unknown): [{ idPrefixGenerator: unknown }, ...unknown[]]
  }
  const prepare = internals.prepareComponentOptions.bind(codeSpace)
  internals.prepareComponentOptions = (is, options) => {
    const prepared = prepare(is, options)
    if (pages.has(is)) prepared[0].idPrefixGenerator = null
    return prepared
  }
}

// glass-easel 0.12 leaves the `ready` lifetime to its host: children first, once the frame is drawn.
function fireReady(codeSpace: CodeSpace): void {
  let queue: glassEasel.GeneralComponent[] = []
  const flush = () => {
    const ready = queue
    queue = []
    for (const component of ready.reverse()) component.triggerLifetime('ready', [])
  }
  codeSpace.setOverallBehavior(
    codeSpace.getComponentSpace().defineBehavior({
      is: '__host/ready',
      lifetimes: {
        attached() {
          if (queue.length === 0) requestAnimationFrame(flush)
          const caller = this as unknown as { _$?: glassEasel.GeneralComponent }
          queue.push(caller._$ ?? (this as unknown as glassEasel.GeneralComponent))
        },
      },
    }),
  )
}
