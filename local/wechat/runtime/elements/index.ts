import type { glassEasel } from 'glass-easel-miniprogram-adapter'
import type { Framework } from '../framework'
import type { Templates } from '../program'
import { BUILT_IN_FOLDER, BUILT_IN_TAGS } from '../../shared/tags'
import { containers, placeholder } from './containers'
import type { ElementDefinition } from './element'
import { input, switchElement, textarea } from './fields'
import { button, form } from './form'
import { image } from './image'
import { icon, progress } from './indicators'
import { navigatorElement, type Navigation } from './navigator'
import { scrollView } from './scroll-view'

/** Makes WeChat's built-in elements known to the framework. */
export function registerElements(framework: Framework, templates: Templates, navigation: Navigation): void {
  const elements: Record<string, ElementDefinition> = {
    ...containers,
    button,
    form,
    icon,
    image,
    input,
    progress,
    textarea,
    'scroll-view': scrollView,
    switch: switchElement,
    navigator: navigatorElement(navigation),
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
