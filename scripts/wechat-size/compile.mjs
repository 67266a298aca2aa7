import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { ci, projectAt, silenced } from '../miniprogram-ci.mjs'
import { root } from '../paths.mjs'

const ownConfig = JSON.parse(readFileSync(`${root}/project.config.json`, 'utf8'))

/** The settings of an app that decide what becomes of the packages that it uses. */
export const settings = {
  'es6-on-minified': { es6: true, minified: true },
  'es6-on': { es6: true, minified: false },
  'es6-off-minified': { es6: false, minified: true },
  'es6-off': { es6: false, minified: false },
  'as-it-is': { es6: true, minified: true, babelSetting: ownConfig.setting.babelSetting },
}

/**
 * Compiles an app that has nothing but these scripts, as an upload does.
 * @param libraries paths of scripts by the names that they get below `miniprogram_npm/`
 * @returns the texts of scripts by name: those, and the helpers in `@babel/` that they ask for
 */
export async function compileApp(libraries, setting) {
  const folder = mkdtempSync(join(tmpdir(), 'wechat-size-'))
  try {
    writeApp(folder, libraries, setting)
    const files = await silenced(() =>
      ci.getCompiledResult({
        project: projectAt(folder),
        version: '0.0.0',
        desc: '',
        // Of the settings here, `babelSetting` is only read from the project's own file.
        setting: { useProjectConfig: true },
        onProgressUpdate() {},
      }),
    )
    const isLibrary = (name) => /^(miniprogram_npm|@babel)\/.*\.js$/.test(name)
    return Object.fromEntries(
      Object.entries(files)
        .filter(([name]) => isLibrary(name))
        .map(asText),
    )
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function writeApp(folder, libraries, setting) {
  const config = { appid: 'touristappid', compileType: 'miniprogram', libVersion: '3.8.9', setting }
  const page = 'pages/index/index'
  const files = {
    'project.config.json': JSON.stringify(config),
    'app.json': JSON.stringify({ pages: [page] }),
    'app.js': 'App({})',
    [`${page}.js`]: 'Page({})',
    [`${page}.json`]: '{}',
    [`${page}.wxml`]: '<view></view>',
  }
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), text)
  }
  for (const [name, path] of Object.entries(libraries)) {
    const copy = join(folder, 'miniprogram_npm', name)
    mkdirSync(dirname(copy), { recursive: true })
    copyFileSync(path, copy)
  }
}

const asText = ([name, content]) => [name, content.toString()]
