/** A property of a built-in element, in the form of WeChat's components. */
export type PropertyType =
  | StringConstructor
  | NumberConstructor
  | BooleanConstructor
  | null
  | { type: StringConstructor | NumberConstructor | BooleanConstructor | null; value: unknown }

/** What the definition of a built-in element sees of its instance. */
export interface ElementInstance {
  readonly data: Readonly<Record<string, unknown>>
  setData(data: Record<string, unknown>): void
  triggerEvent(name: string, detail: unknown, options: { bubbles?: boolean }): void
  readonly _$: FrameworkNode
}

/** What the definitions use of the framework's own node. */
interface FrameworkNode {
  readonly dataset: Readonly<Record<string, unknown>>
  getBackendElement(): HTMLElement | null
  getShadowRoot(): { querySelector(selector: string): FrameworkNode | null }
  readonly ownerShadowRoot: { getHostNode(): { readonly is: string } } | null
}

/** A built-in element, written as an ordinary component of the same framework. */
export interface ElementDefinition {
  /** The name of its template; without one it shows what is put in it. */
  template?: string
  properties: Record<string, PropertyType>
  data?: Record<string, unknown>
  observers?: Record<string, (this: ElementInstance, value: unknown) => void>
  methods?: Record<string, (this: ElementInstance, event: { detail: Record<string, unknown> }) => void>
  attached?: (this: ElementInstance) => void
  detached?: (this: ElementInstance) => void
}

/** The `wx-…` element in the document. */
export function nodeOf(element: ElementInstance): HTMLElement | null {
  return element._$.getBackendElement()
}

/** An HTML element of the built-in's own template. */
export function partOf<T extends HTMLElement>(
  element: ElementInstance,
  selector: string,
  type: new () => T,
): T | undefined {
  const found = element._$.getShadowRoot().querySelector(selector)?.getBackendElement()
  return found instanceof type ? found : undefined
}

/** Sets an attribute of the element in the document; an empty value takes it away. */
export function setAttribute(element: ElementInstance, name: string, value: unknown): void {
  const node = nodeOf(element)
  if (value === false || value === undefined || value === null || value === '') node?.removeAttribute(name)
  else node?.setAttribute(name, value === true ? '' : textOf(value))
}

/** The text of a property whose type is not declared. */
export function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? `${value}` : ''
}

/** Observers that show properties as attributes of the same name, for the style sheet to see. */
export function reflect(...names: string[]): NonNullable<ElementDefinition['observers']> {
  return Object.fromEntries(
    names.map((name) => [
      name,
      function (this: ElementInstance, value: unknown) {
        setAttribute(
          this,
          name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`),
          value,
        )
      },
    ]),
  )
}

const ARIA = ['Hidden', 'Label', 'Live', 'Checked', 'Disabled', 'Valuemin', 'Valuemax', 'Valuenow'].map(
  (name) => `aria${name}`,
)

/** What every element has. */
export const commonProperties: Record<string, PropertyType> = {
  hidden: Boolean,
  ...Object.fromEntries(['ariaRole', ...ARIA].map((name) => [name, { type: null, value: '' }])),
}

/** Shows what every element has in the document. */
export const commonObservers: NonNullable<ElementDefinition['observers']> = {
  ...reflect('hidden', ...ARIA),
  ariaRole(value) {
    setAttribute(this, 'role', value)
  },
}
