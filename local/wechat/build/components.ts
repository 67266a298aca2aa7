import { type AppConfig, type Json, type JsonObject, readJson, stringMap } from './app-config'
import type { CodeTree } from './code-tree'

/** One component or page, with what its JSON says and where its files are. */
export interface ComponentSource {
  path: string
  isPage: boolean
  /** As WeChat reads it, with `usingComponents` made absolute. */
  config: JsonObject
  script: string | undefined
  style: string | undefined
  hasTemplate: boolean
  /** What the class names of its style sheet begin with; empty where the styles are shared. */
  scope: string
}

/** All pages of the app, and every component that they reach. */
export function collectComponents(tree: CodeTree, app: AppConfig, warn: (message: string) => void): ComponentSource[] {
  const found = new Map<string, ComponentSource>()

  function visit(codePath: string, isPage: boolean): void {
    if (found.has(codePath)) return
    const source = readComponent(tree, codePath, isPage, found.size)
    found.set(codePath, source)
    const using: JsonObject = {}
    for (const [tag, target] of usedBy(codePath, source.config)) {
      using[tag] = `/${target}`
      visit(target, false)
    }
    source.config = { component: !isPage, ...source.config, usingComponents: using }
  }

  function usedBy(codePath: string, config: JsonObject): [tag: string, target: string][] {
    const own = Object.entries(stringMap(config.usingComponents)).map(([tag, ref]) => [tag, ref, codePath] as const)
    const ofApp = Object.entries(app.usingComponents).map(([tag, ref]) => [tag, ref, 'app'] as const)
    return [...ofApp, ...own].flatMap(([tag, reference, from]) => {
      const target = tree.component(reference, from)
      if (target === undefined) warn(`${codePath}.json: there is no component "${reference}" for <${tag}>`)
      return target === undefined ? [] : [[tag, target] satisfies [string, string]]
    })
  }

  for (const page of app.pages) visit(page, true)
  return [...found.values()]
}

function readComponent(tree: CodeTree, codePath: string, isPage: boolean, index: number): ComponentSource {
  const file = tree.find(codePath, '.json')
  const config = file === undefined ? {} : readJson(file)
  return {
    path: codePath,
    isPage,
    config,
    script: tree.find(codePath, '.ts', '.js'),
    style: tree.find(codePath, '.wxss'),
    hasTemplate: tree.find(codePath, '.wxml') !== undefined,
    scope: sharesStyles(config.styleIsolation ?? (isPage ? 'shared' : 'isolated')) ? '' : `s${index.toString(36)}`,
  }
}

function sharesStyles(isolation: Json): boolean {
  return isolation === 'shared' || isolation === 'page-shared'
}
