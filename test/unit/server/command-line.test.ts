import { readCommandLine, UsageError } from '../../../server/src/commands/command-line'

describe('readCommandLine', () => {
  it.each([
    [[], { name: 'serve' }],
    [['--check'], { name: 'check' }],
    [['--help'], { name: 'help' }],
    [['user', '--help'], { name: 'help' }],
    [['user', 'prefix', 'o1'], { name: 'user', action: 'prefix', user: 'o1', isSure: false }],
    [['user', 'list', 'o1'], { name: 'user', action: 'list', user: 'o1', isSure: false }],
    [['user', 'delete', 'o1'], { name: 'user', action: 'delete', user: 'o1', isSure: false }],
    [['user', 'delete', 'o1', '--yes'], { name: 'user', action: 'delete', user: 'o1', isSure: true }],
    [['user', 'list', '--', '-o1'], { name: 'user', action: 'list', user: '-o1', isSure: false }],
  ])('reads %j', (args, command) => {
    expect(readCommandLine(args)).toEqual(command)
  })

  it.each([
    [['serve']],
    [['--port', '1']],
    [['--check=1']],
    [['--yes']],
    [['--check', 'user', 'list', 'o1']],
    [['user']],
    [['user', 'list']],
    [['user', 'drop', 'o1']],
    [['user', 'delete', 'o1', 'o2', '--yes']],
  ])('refuses %j', (args) => {
    expect(() => readCommandLine(args)).toThrow(UsageError)
  })
})
