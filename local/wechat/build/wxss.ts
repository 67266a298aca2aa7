import postcss, { type AtRule, type Root, type Rule } from 'postcss'
import selectorParser, { type Node } from 'postcss-selector-parser'
import { rpxToCss } from '../shared/rpx'
import { BUILT_IN_TAGS } from '../shared/tags'
import { type CodeTree, resolveIn } from './code-tree'

/** How a style sheet is compiled. */
export interface WxssOptions {
  /** What class names get in front, so that the styles of an isolated component stay its own; empty for none. */
  scope: string
  warn: (message: string) => void
}

/** Compiles a WXSS file, with all that it imports, to CSS. */
export function compileWxss(tree: CodeTree, codePath: string, { scope, warn }: WxssOptions): string {
  const root = inlineImports(tree, codePath, new Set(), warn)
  const selectors = selectorParser((list) => list.walk((node) => rewriteSelector(node, scope)))
  root.walkRules((rule) => {
    if (!isKeyframe(rule)) rule.selector = processSelector(rule, (text) => selectors.processSync(text), warn)
  })
  root.walkDecls((declaration) => {
    declaration.value = withChineseFont(rpxToCss(declaration.value))
  })
  return root.toString()
}

// The first font that apps name is Apple's; where it is missing the host's own takes its place, not one without Chinese.
function withChineseFont(value: string): string {
  return value.replace(/(['"]?)PingFang SC\1/, "$&, 'Noto Sans SC'")
}

function inlineImports(tree: CodeTree, codePath: string, seen: Set<string>, warn: (message: string) => void): Root {
  seen.add(codePath)
  const root = postcss.parse(tree.read(codePath), { from: codePath })
  root.walkAtRules('import', (rule) => {
    const target = resolveIn(codePath, importTarget(rule))
    if (!tree.exists(target)) warn(`${codePath}: @import "${target}" does not exist`)
    if (!tree.exists(target) || seen.has(target)) rule.remove()
    else rule.replaceWith(inlineImports(tree, target, seen, warn))
  })
  return root
}

function importTarget(rule: AtRule): string {
  return rule.params.replace(/^url\(|\)$/g, '').replace(/^['"]|['"]$/g, '')
}

function rewriteSelector(node: Node, scope: string): void {
  if (node.type === 'class' && scope !== '') node.value = `${scope}--${node.value}`
  if (node.type === 'tag' && node.value === 'page') node.value = 'wx-page'
  else if (node.type === 'tag' && BUILT_IN_TAGS.has(node.value)) node.value = `wx-${node.value}`
  if (node.type === 'pseudo' && node.value === ':host') node.replaceWith(hostSelector(scope))
}

function hostSelector(scope: string): Node {
  const selector = selectorParser.attribute({
    attribute: 'wx-host',
    operator: '=',
    value: scope,
    quoteMark: '"',
    raws: {},
  })
  selector.setValue(scope, { quoteMark: '"' })
  return selector
}

function isKeyframe(rule: Rule): boolean {
  return rule.parent?.type === 'atrule' && 'name' in rule.parent && String(rule.parent.name).endsWith('keyframes')
}

function processSelector(rule: Rule, process: (text: string) => string, warn: (message: string) => void): string {
  try {
    return process(rule.selector)
  } catch (error) {
    warn(`${rule.source?.input.from ?? ''}: ${String(error)}`)
    return rule.selector
  }
}
