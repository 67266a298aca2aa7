import type { CodeSpace } from 'glass-easel-miniprogram-adapter'

/** What a script hands to `Page`, `Component` or `Behavior`. */
type Definition = Record<string, unknown>

type Define = (definition: Definition) => unknown

/** The constructors that the scripts of a mini program see. */
export interface Definitions {
  /** Says which component the script that now runs defines. */
  enter: (codePath: string) => void
  Page: Define
  Component: Define
  Behavior: Define
}

/** Makes the constructors of one code space. */
export function createDefinitions(codeSpace: CodeSpace): Definitions {
  const builtIn = builtInBehaviors(codeSpace)
  let current = ''
  const prepare = (definition: Definition): Definition => ({
    ...definition,
    ...(Array.isArray(definition.behaviors) ? { behaviors: definition.behaviors.map((item) => builtIn(item)) } : {}),
  })
  return {
    enter: (codePath) => void (current = codePath),
    Page: (definition) => codeSpace.componentEnv(current, ({ Page }) => Page(prepare(definition))),
    Component: (definition) => {
      applyStyleIsolation(codeSpace, current, definition.options)
      return codeSpace.componentEnv(current, ({ Component }) => Component(prepare(definition)))
    },
    Behavior: (definition) => codeSpace.componentEnv('', ({ Behavior }) => Behavior(prepare(definition))),
  }
}

// The adapter knows behaviors as objects only, while WeChat has some of its own by name.
function builtInBehaviors(codeSpace: CodeSpace): (behavior: unknown) => unknown {
  const field = codeSpace
    .behavior()
    .definition({ properties: { name: String, value: null } })
    .register()
  const none = codeSpace.behavior().register()
  return (behavior) => {
    if (typeof behavior !== 'string') return behavior
    return behavior === 'wx://form-field' ? field : none
  }
}

// glass-easel reads the isolation from the JSON alone; WeChat takes it from the script's options as well.
function applyStyleIsolation(codeSpace: CodeSpace, codePath: string, options: unknown): void {
  const { styleIsolation, addGlobalClass } = Object(options)
  const isolation: unknown = styleIsolation ?? (addGlobalClass ? 'apply-shared' : undefined)
  const config = codeSpace.getComponentStaticConfig(codePath)
  if (config === undefined || typeof isolation !== 'string' || config.styleIsolation !== undefined) return
  Object.assign(config, { styleIsolation: isolation })
}
