import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { readAppConfig } from '../../../local/wechat/build/app-config'
import { CodeTree } from '../../../local/wechat/build/code-tree'
import { collectComponents } from '../../../local/wechat/build/components'
import { dashedWords, localIcons } from '../../../local/wechat/build/icons'
import { knownApis } from '../../../local/wechat/build/known-apis'

let root: string

beforeEach(() => {
  root = mkdtempSync(path.join(os.tmpdir(), 'build-'))
})

afterEach(() => rmSync(root, { recursive: true }))

function write(files: Record<string, string>): void {
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(root, name)), { recursive: true })
    writeFileSync(path.join(root, name), content)
  }
}

describe('the configuration', () => {
  test('gathers the pages of all packages, and the theme', () => {
    write({
      'app.json':
        '{"pages":["a/a"],"subPackages":[{"root":"more","pages":["b/b"]}],"darkmode":true,"themeLocation":"theme.json"}',
      'theme.json': '{"light":{"bar":"#fff"}}',
    })
    expect(readAppConfig(root)).toMatchObject({
      pages: ['a/a', 'more/b/b'],
      darkmode: true,
      theme: { light: { bar: '#fff' }, dark: {} },
    })
  })

  test.each([
    ['is missing', {}, /app\.json does not exist/],
    ['is not JSON', { 'app.json': '{' }, /app\.json is not valid JSON/],
    ['lists no pages', { 'app.json': '{"pages":[]}' }, /lists no pages/],
  ])('that %s is an error that says so', (_, files, message) => {
    write(files)
    expect(() => readAppConfig(root)).toThrow(message)
  })
})

describe('components', () => {
  test('are found relative to their user, from the root, as a folder, and in a package', () => {
    write({
      'app.json': '{"pages":["pages/a/a"],"usingComponents":{"own":"./own/own"}}',
      'pages/a/a.json': '{"usingComponents":{"near":"near/near","root":"/folder","npm":"library/cell/cell"}}',
      'pages/a/near/near.json': '{"component":true}',
      'folder/index.json': '{"component":true}',
      'own/own.json': '{"component":true}',
      'miniprogram_npm/library/cell/cell.json': '{"component":true,"styleIsolation":"shared"}',
    })
    const components = collectComponents(new CodeTree(root), readAppConfig(root), (message) => {
      throw new Error(message)
    })
    const [page] = components
    expect(page?.config.usingComponents).toEqual({
      own: '/own/own',
      near: '/pages/a/near/near',
      root: '/folder/index',
      npm: '/miniprogram_npm/library/cell/cell',
    })
    expect(components.find(({ path: codePath }) => codePath.endsWith('cell'))?.scope).toBe('')
  })

  test('that do not exist are warned of by name', () => {
    write({ 'app.json': '{"pages":["a"]}', 'a.json': '{"usingComponents":{"x-y":"./none"}}' })
    const warnings: string[] = []
    collectComponents(new CodeTree(root), readAppConfig(root), (message) => warnings.push(message))
    expect(warnings).toEqual(['a.json: there is no component "./none" for <x-y>'])
  })
})

test('an icon that the app names is drawn from its SVG, and all others are left out', () => {
  const css = [
    '@font-face{font-family:t;src:url(https://tdesign.gtimg.com/icon/0.4.3/fonts/t.woff)}',
    ".t-icon-add:before{content:'\\E00D';}",
    ".t-icon-zoom-in:before{content:'\\E00E';}",
  ].join('')
  const local = localIcons(css, dashedWords(['<t-icon name="add"/>']))
  expect(local).toMatch(/^\.t-icon-add:before\{content:'';.*mask:url\("data:image\/svg\+xml,/)
  expect(local).not.toMatch(/gtimg|zoom-in|view-box/)
})

test('the names of the functions of wx are known', () => {
  expect(knownApis()).toEqual(expect.arrayContaining(['request', 'chooseMedia', 'scanCode', 'onAppHide']))
})
