import { commonObservers, commonProperties, type ElementDefinition, type PropertyType } from './element'
import { hoverProperties, showHover } from './hover'

/** Elements that only hold others, or whose own behaviour the host leaves out. */
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
  swiper: container('current', 'autoplay', 'indicatorDots', 'circular', 'interval', 'duration', 'vertical'),
  'swiper-item': container('itemId'),
  video: container('src', 'poster', 'controls', 'autoplay', 'objectFit'),
  canvas: container('type', 'canvasId'),
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
