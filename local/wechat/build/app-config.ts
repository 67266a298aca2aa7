import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'

/** A value of a JSON file, as it was read. */
export type Json = null | boolean | number | string | Json[] | JsonObject
export interface JsonObject {
  [key: string]: Json
}

/** What the host needs to know of `app.json`. */
export interface AppConfig {
  /** Page paths of the main package and of all subpackages; the first one is shown at the start. */
  pages: string[]
  window: JsonObject
  tabBar?: JsonObject
  networkTimeout: JsonObject
  usingComponents: Record<string, string>
  darkmode: boolean
  /** The values of the `@names` in the configuration, for each theme. */
  theme: { light: JsonObject; dark: JsonObject }
}

/** Reads `app.json` and the theme file that it names. Throws where a mini program could not start either. */
export function readAppConfig(root: string): AppConfig {
  const app = readJson(path.join(root, 'app.json'))
  const theme = typeof app.themeLocation === 'string' ? readJson(path.join(root, app.themeLocation)) : {}
  const pages = [...strings(app.pages), ...subpackagePages(app.subPackages ?? app.subpackages)]
  if (pages.length === 0) throw new Error(`app.json in ${root} lists no pages`)
  return {
    pages,
    window: object(app.window),
    ...(app.tabBar === undefined ? {} : { tabBar: object(app.tabBar) }),
    networkTimeout: object(app.networkTimeout),
    usingComponents: stringMap(app.usingComponents),
    darkmode: app.darkmode === true,
    theme: { light: object(theme.light), dark: object(theme.dark) },
  }
}

/** Reads a JSON file that has to hold an object. */
export function readJson(file: string): JsonObject {
  if (!existsSync(file)) throw new Error(`${file} does not exist`)
  try {
    return object(JSON.parse(readFileSync(file, 'utf8')))
  } catch (cause) {
    throw new Error(`${file} is not valid JSON`, { cause })
  }
}

/** The names and references of a `usingComponents`. */
export function stringMap(value: Json | undefined): Record<string, string> {
  const entries = Object.entries(object(value))
  return Object.fromEntries(entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'))
}

function subpackagePages(subpackages: Json | undefined): string[] {
  const list = Array.isArray(subpackages) ? subpackages.map(object) : []
  return list.flatMap(({ root, pages }) =>
    strings(pages).map((page) => path.posix.join(typeof root === 'string' ? root : '', page)),
  )
}

function strings(value: Json | undefined): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : []
}

function object(value: Json | undefined): JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {}
}
