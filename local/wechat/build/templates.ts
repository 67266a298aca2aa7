import { TmplGroup } from 'glass-easel-template-compiler'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { BUILT_IN_FOLDER } from '../shared/tags'
import type { CodeTree } from './code-tree'
import type { ComponentSource } from './components'
import { rewriteWxml } from './wxml'
import { translateWxs, WXS_RUNTIME, wxsRequires } from './wxs'

const BUILT_IN_TEMPLATES = path.join(__dirname, '..', 'runtime', 'elements', 'templates')

/** Compiles every template of the components, and all that they import, to one JavaScript expression. */
export function compileTemplates(
  tree: CodeTree,
  components: readonly ComponentSource[],
  warn: (message: string) => void,
): string {
  const compiler = new TemplateCompiler(tree, warn)
  for (const component of components) if (component.hasTemplate) compiler.addTemplate(component.path)
  return compiler.finish()
}

class TemplateCompiler {
  private readonly group = new TmplGroup()
  private readonly added = new Set<string>()

  constructor(
    private readonly tree: CodeTree,
    private readonly warn: (message: string) => void,
  ) {}

  addTemplate(codePath: string): void {
    const file = `${codePath}.wxml`
    if (this.added.has(file)) return
    this.added.add(file)
    if (!this.tree.exists(file)) return this.warn(`${file} does not exist`)
    this.compile(codePath, rewriteWxml(this.tree.read(file)))
    for (const template of paths(this.group.getDirectDependencies(codePath))) this.addTemplate(template)
    for (const script of paths(this.group.getScriptDependencies(codePath))) this.addScript(script)
  }

  finish(): string {
    for (const file of readdirSync(BUILT_IN_TEMPLATES)) {
      const source = readFileSync(path.join(BUILT_IN_TEMPLATES, file), 'utf8')
      this.compile(`${BUILT_IN_FOLDER}/${path.basename(file, '.wxml')}`, source)
    }
    this.group.setExtraRuntimeScript(WXS_RUNTIME)
    const code = this.group.getTmplGenObjectGroups()
    this.group.free()
    return code
  }

  private addScript(codePath: string): void {
    if (this.added.has(codePath)) return
    this.added.add(codePath)
    const file = [codePath, `${codePath}.wxs`].find((candidate) => this.tree.exists(candidate))
    if (file === undefined) return this.warn(`${codePath} does not exist`)
    const source = this.tree.read(file)
    this.group.addScript(codePath, translateWxs(source))
    for (const required of wxsRequires(source)) {
      this.addScript(path.posix.join(path.posix.dirname(codePath), required))
    }
  }

  private compile(codePath: string, source: string): void {
    for (const complaint of this.group.addTmpl(codePath, source)) {
      if (!isSerious(complaint)) continue
      this.warn(`${codePath}.wxml:${complaint.startLine}:${complaint.startColumn} ${complaint.message}`)
    }
  }
}

interface Complaint {
  isError: boolean
  level: number
  startLine: number
  startColumn: number
  message: string
}

// The compiler's own scale: 1 is a note, 2 a hint, 3 and more say that the result differs from what was meant.
function isSerious(complaint: unknown): complaint is Complaint {
  const { isError, level } = Object(complaint)
  return isError === true || level > 2
}

function paths(list: unknown[]): string[] {
  return list.map(String)
}
