import { commonObservers, commonProperties, type ElementDefinition, type PropertyType } from './element'
import { hoverProperties, showHover } from './hover'

/** Elements that only hold others. */
export const containers: Record<string, ElementDefinition> = {
  view: container('animation'),
  block: container(),
  text: container('userSelect', 'selectable', 'space', 'decode'),
  'cover-view': container(),
  label: container('for'),
  'root-portal': container('enable'),
  'radio-group': container('name'),
  'checkbox-group': container('name'),
  'page-meta': container('pageStyle', 'rootFontSize', 'scrollTop', 'pageFontSize'),
}

/** An element whose behaviour the host leaves out: it shows what is in it, and warns once. */
export function placeholder(tag: string): ElementDefinition {
  let warned = false
  return {
    ...container(),
    attached() {
      if (!warned) console.warn(`<${tag}> is no more than a box in the browser host`)
      warned = true
    },
  }
}

function container(...names: string[]): ElementDefinition {
  const properties: Record<string, PropertyType> = Object.fromEntries(names.map((name) => [name, null]))
  return {
    properties: { ...commonProperties, ...hoverProperties('none'), ...properties },
    observers: commonObservers,
    attached() {
      showHover(this)
    },
  }
}
