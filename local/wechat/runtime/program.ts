import type { glassEasel } from 'glass-easel-miniprogram-adapter'
import type { AppConfig, JsonObject } from '../build/app-config'

/** A page or component as the build hands it over. */
export interface ProgramComponent {
  path: string
  isPage: boolean
  /** What the class names of its style sheet begin with; empty where the styles are shared. */
  scope: string
  hasStyle: boolean
  config: JsonObject
  /** Runs the script that defines it. */
  load: () => unknown
}

/** A built mini program: what the generated entry hands to `start`. */
export interface Program {
  app: AppConfig
  extConfig: JsonObject
  /** The names of all functions of `wx` in WeChat. */
  knownApis: string[]
  /** CSS by code path; `app` is the app's own. */
  styles: Record<string, string>
  templates: Templates
  components: ProgramComponent[]
  loadApp: () => unknown
}

/** Compiled templates by code path. */
export type Templates = Record<string, glassEasel.template.ComponentTemplate>
