// Writes miniprogram/theme.wxss: TDesign's colors by class, for who has chosen light or dark. Its own sheets have them by
// what the system says alone. To be run after an update of TDesign; `--print` writes to the standard output instead.
import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..')
const library = path.dirname(createRequire(import.meta.url).resolve('tdesign-miniprogram/package.json'))
const HEAD = "/* Written by scripts/theme.mjs: TDesign's colors, for who has chosen light or dark. */"

/** The variables of a sheet, by name. */
function variablesOf(sheet) {
  const file = path.join(library, 'miniprogram_dist/common/style/theme', `_${sheet}.wxss`)
  return Object.fromEntries(
    [...readFileSync(file, 'utf8').matchAll(/(--td-[\w-]+):([^;}]+)/g)].map(([, name, value]) => [name, value]),
  )
}

/** What a variable is in the end: those that it is made of would be looked up where TDesign sets them, on the page. */
function resolved(variables, name) {
  return variables[name].replace(/var\((--td-[\w-]+)\)/g, (reference, other) =>
    other in variables ? resolved(variables, other) : reference,
  )
}

function themeSheet() {
  const components = variablesOf('components')
  const themes = {
    light: { ...components, ...variablesOf('light') },
    dark: { ...components, ...variablesOf('light'), ...variablesOf('dark') },
  }
  const names = Object.keys(themes.light).filter((name) => resolved(themes.light, name) !== resolved(themes.dark, name))
  const rules = Object.entries(themes).map(([theme, variables]) => {
    const lines = names.map((name) => `  ${name}: ${resolved(variables, name).replace(/,\s*/g, ', ')};`)
    return `.theme-${theme} {\n${lines.join('\n')}\n}\n`
  })
  return `${HEAD}\n${rules.join('\n')}`
}

if (process.argv.includes('--print')) process.stdout.write(themeSheet())
else writeFileSync(path.join(root, 'miniprogram/theme.wxss'), themeSheet())
