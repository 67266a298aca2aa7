import type { glassEasel } from 'glass-easel-miniprogram-adapter'
import type { Framework } from '../framework'
import type { Templates } from '../program'
import { BUILT_IN_FOLDER, BUILT_IN_TAGS } from '../../shared/tags'
import { containers, placeholder } from './containers'
import type { ElementDefinition } from './element'
import { input, switchElement, textarea } from './fields'
import { buttonElement } from './button'
import { form } from './form'
import { image } from './image'
import { icon, progress } from './indicators'
import { navigatorElement, type Navigation } from './navigator'
import { slider } from './slider'
import { swiper, swiperItem } from './swiper'
import { video } from './video'
import { picker } from './picker'
import { scrollView } from './scroll-view'

/** What elements do beyond the page that they are in. */
export interface ElementActions {
  navigation: Navigation
  /** Sends the page to a friend. @param target - the button, as events tell it */
  share: (target: object) => void
}

/** Makes WeChat's built-in elements known to the framework. */
export function registerElements(framework: Framework, templates: Templates, actions: ElementActions): void {
  const elements: Record<string, ElementDefinition> = {
    ...containers,
    button: buttonElement(actions.share),
    form,
    icon,
    image,
    input,
    picker,
    progress,
    slider,
    swiper,
    'swiper-item': swiperItem,
    textarea,
    video,
    'scroll-view': scrollView,
    switch: switchElement,
    navigator: navigatorElement(actions.navigation),
  }
  for (const tag of BUILT_IN_TAGS) elements[tag] ??= placeholder(tag)
  for (const [tag, definition] of Object.entries(elements)) register(framework, tag, definition, templates)
}

function register({ codeSpace }: Framework, tag: string, definition: ElementDefinition, templates: Templates): void {
  const { template, ...component } = definition
  const codePath = `${BUILT_IN_FOLDER}/${tag}`
  codeSpace.addComponentStaticConfig(codePath, { component: true })
  Object.assign(codeSpace.getComponentStaticConfig(codePath) ?? {}, { styleIsolation: 'shared' })
  const content = template === undefined ? undefined : templates[`${BUILT_IN_FOLDER}/${template}`]
  if (content !== undefined) {
    const compiled = { groupList: templates, content } as unknown
    codeSpace.addCompiledTemplate(codePath, compiled as glassEasel.template.ComponentTemplate)
  }
  codeSpace
    .component(codePath)
    .definition(component as object)
    .register()
  const space = codeSpace.getComponentSpace()
  space.setGlobalUsingComponent(tag, space.getComponentByUrl(`/${codePath}`, ''))
}
