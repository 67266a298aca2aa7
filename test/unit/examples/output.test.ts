import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { cleanUpAfterEach } from '../../clean-up'
import { equal } from '../../examples/bytes'
import { checkOutput } from '../../examples/output'
import { readOptions } from '../../examples/options'

const cleanUp = cleanUpAfterEach()
const outputOf = async (files: Record<string, string>): Promise<string> => {
  const folder = await cleanUp.folder('output-')
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
  return folder
}

describe('what an example has become', () => {
  it('may be ECMAScript 2017', async () => {
    const folder = await outputOf({ 'app.js': 'async function f() {}', 'app.json': ' '.repeat(3000) })
    expect(checkOutput(folder)).toBe('ES2017, 3 kB, of which scripts 0 kB')
  })

  it.each(['const a = { ...b }', 'const a = b?.c', 'try {} catch {}', 'import a from "a"'])(
    'may not hold %s',
    async (text) => {
      const folder = await outputOf({ 'app.js': text })
      expect(() => checkOutput(folder)).toThrow('app.js is not ECMAScript 2017')
    },
  )

  it('may not be larger than a main package', async () => {
    const folder = await outputOf({ 'photo.jpg': ' '.repeat(2.2 * 1024 * 1024) })
    expect(() => checkOutput(folder)).toThrow('more than 2097 kB')
  })
})

it('one other byte is seen', () => {
  expect(() => equal('it', Buffer.from('ab'), Buffer.from('ab'))).not.toThrow()
  expect(() => equal('it', Buffer.from('ac'), Buffer.from('ab'))).toThrow('it is not the photo')
})

describe('npm run test:examples', () => {
  it('tries all, or those that are named', () => {
    expect(readOptions([], ['a', 'b'])).toEqual({ names: ['a', 'b'], allowSkips: false })
    expect(readOptions(['b', '--allow-skips', '--keep', 'x'], ['a', 'b'])).toEqual({
      names: ['b'],
      allowSkips: true,
      keep: 'x',
    })
  })

  it('names what there is, where a name is wrong', () => {
    expect(() => readOptions(['c'], ['a', 'b'])).toThrow('there is no c; there are a, b')
  })
})
