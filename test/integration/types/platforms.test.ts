import { spawnSync } from 'node:child_process'
import { join, resolve } from 'node:path'

const root = resolve(__dirname, '../../..')
const options = ['--strict', '--skipLibCheck', '--target', 'es2020', '--module', 'preserve', '--esModuleInterop']

/** What the compiler says of a file of `test/types/platforms`, with these typings around it. */
function compile(file: string, types: string, ...more: string[]): string {
  const tsc = join(root, 'node_modules/typescript/bin/tsc')
  const typings = types ? ['--types', types] : []
  const args = [tsc, '--ignoreConfig', '--noEmit', ...options, ...typings, ...more, `test/types/platforms/${file}`]
  return spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' }).stdout
}

const withoutDom = ['--lib', 'es2020']

describe('the option wx takes', () => {
  it.each(['-2.12', '-3.2', '-3.12', '-4.0', '-4.1', '-5.0', ''])('wx of miniprogram-api-typings%s', (version) => {
    expect(compile('wx.ts', `miniprogram-api-typings${version}`, ...withoutDom)).toBe('')
  })

  it('uni of uni-app', () => {
    expect(compile('uni.ts', '@dcloudio/types', ...withoutDom)).toBe('')
  })

  it('Taro', () => {
    expect(compile('taro.ts', '', '--lib', 'es2020,dom')).toBe('')
  })

  it('nothing that is not there: the check finds what is wrong', () => {
    expect(compile('wx.ts', '@dcloudio/types', ...withoutDom)).toContain('wx.ts(6,')
  })
})
