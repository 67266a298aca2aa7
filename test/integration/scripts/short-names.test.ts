import { execFileSync } from 'node:child_process'
import { resolve } from 'node:path'
import { runInNewContext } from 'node:vm'

const root = resolve(__dirname, '../../..')

function shortNames(code: string): string {
  const program = `import { shortNames } from './scripts/short-names.mjs'
process.stdout.write(shortNames(${JSON.stringify(code)}))`
  return execFileSync(process.execPath, ['--input-type=module', '-e', program], { cwd: root, encoding: 'utf8' })
}

/** What a script leaves in `exports`, as JSON. */
function outcome(code: string): string {
  const exports = {}
  runInNewContext(code, { exports })
  return JSON.stringify(exports)
}

const script = `
const outer = 1, list = [3, 4]
function join({ first, second = outer, nested: { deep } = { deep: 5 } }, ...others) {
  const twice = (outer) => outer * 2
  return [first, second, deep, twice(second), ...others, { first, deep }]
}
class Shape { copy() { return new Shape() } get side() { return outer } }
const named = function recurse(times) { return times ? recurse(times - 1) : outer }
exports.joined = join({ first: 7 }, ...list)
for (let index = 0; index < 2; index++) { let index = 9; exports['inner' + index] = index }
try { throw { message: 'no' } } catch ({ message }) { exports.message = message }
exports.side = new Shape().copy().side
exports.named = named(2)
`

describe('the names in what ships to phones', () => {
  it('are short, and the script does the same', () => {
    const shortened = shortNames(script)
    expect(outcome(shortened)).toBe(outcome(script))
    expect(shortened).not.toMatch(/\b(outer|list|others|twice|Shape|recurse|times)\b/)
  })

  it('are none that the script takes from its surroundings, and no property has another name', () => {
    const shortened = shortNames('const value = e; exports.result = { e: value, value: t }; let index')
    expect(shortened).toMatch(/^const (?!e\b|t\b)(\w) = e; exports\.result = \{ e: \1, value: t \}; let \w$/)
  })

  it('are the same each time', () => {
    expect(shortNames(script)).toBe(shortNames(script))
  })
})
