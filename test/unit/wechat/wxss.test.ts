import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { CodeTree } from '../../../local/wechat/build/code-tree'
import { compileWxss } from '../../../local/wechat/build/wxss'
import { rpxToCss } from '../../../local/wechat/shared/rpx'

let root: string

beforeEach(() => {
  root = mkdtempSync(path.join(os.tmpdir(), 'wxss-'))
})

afterEach(() => rmSync(root, { recursive: true }))

function compile(files: Record<string, string>, scope = ''): { css: string; warnings: string[] } {
  for (const [name, content] of Object.entries(files)) writeFileSync(path.join(root, name), content)
  const warnings: string[] = []
  const css = compileWxss(new CodeTree(root), 'a.wxss', { scope, warn: (message) => warnings.push(message) })
  return { css, warnings }
}

test.each([
  ['10rpx', 'calc(10 * var(--rpx))'],
  ['-7.5rpx .5rpx', 'calc(-7.5 * var(--rpx)) calc(.5 * var(--rpx))'],
  ['0rpx', '0px'],
  ['url(a10rpx.png)', 'url(a10rpx.png)'],
  ['10px', '10px'],
])('the length %s becomes %s', (wxss, css) => {
  expect(rpxToCss(wxss)).toBe(css)
})

test.each([
  ['page { a: b }', 'wx-page { a: b }'],
  ['view > text.x { a: b }', 'wx-view > wx-text.x { a: b }'],
  ['t-cell { a: b }', 't-cell { a: b }'],
  [':host { a: b }', '[wx-host=""] { a: b }'],
])('the rule %s becomes %s', (wxss, css) => {
  expect(compile({ 'a.wxss': wxss }).css).toBe(css)
})

test('the classes of an isolated component carry its scope, in every nesting', () => {
  const { css } = compile({ 'a.wxss': '@media print { .a:not(.b) { c: d } } :host { e: f }' }, 's1')
  expect(css).toBe('@media print { .s1--a:not(.s1--b) { c: d } } [wx-host="s1"] { e: f }')
})

test('keyframes keep their steps', () => {
  const { css } = compile({ 'a.wxss': '@keyframes k { from { left: 10rpx } }' }, 's1')
  expect(css).toBe('@keyframes k { from { left: calc(10 * var(--rpx)) } }')
})

test('an import is put in its place once, however often it is named', () => {
  const files = { 'a.wxss': '@import "./b.wxss"; @import "b.wxss"; .a { c: d }', 'b.wxss': '.b { e: f }' }
  expect(compile(files).css.match(/\.b/g)).toHaveLength(1)
})

test('an import that does not exist is a warning that names both files', () => {
  const { css, warnings } = compile({ 'a.wxss': '@import "./none.wxss"; .a { b: c }' })
  expect(warnings).toEqual(['a.wxss: @import "none.wxss" does not exist'])
  expect(css).not.toContain('@import')
})
