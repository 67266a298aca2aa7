import { readCommandLine } from '../../../local/options'
import { portsFrom } from '../../../local/ports'

describe('readCommandLine', () => {
  it('has a default for everything but the command', () => {
    expect(readCommandLine(['demo'])).toEqual({
      command: 'demo',
      port: 5180,
      open: true,
      fresh: false,
      json: false,
      help: false,
      strict: true,
      credentialsSeconds: 1800,
    })
  })

  it('takes each option', () => {
    const args =
      'local --port 6000 --no-open --fresh --no-strict --json --help --credentials-seconds 5 --folder data'.split(' ')
    expect(readCommandLine(args)).toEqual({
      command: 'local',
      port: 6000,
      open: false,
      fresh: true,
      json: true,
      help: true,
      strict: false,
      credentialsSeconds: 5,
      folder: 'data',
    })
  })

  it.each([
    [[], 'expected demo or local, not nothing'],
    [['demos'], 'expected demo or local, not demos'],
    [['demo', 'local'], 'unexpected argument: local'],
    [['demo', '--prot', '1'], "Unknown option '--prot': --help lists what there is"],
    [['demo', '--port'], "Option '--port <value>' argument missing: --help lists what there is"],
    [['demo', '--port', 'x'], '--port must be a whole number from 0 to 65532, not x'],
    [['demo', '--port', '65533'], '--port must be a whole number from 0 to 65532, not 65533'],
    [['demo', '--port', '1e3'], '--port must be a whole number from 0 to 65532, not 1e3'],
    [['demo', '--credentials-seconds', '0'], '--credentials-seconds must be a whole number from 1 to 7200, not 0'],
  ])('refuses %j', (args, message) => {
    expect(() => readCommandLine(args)).toThrow(message)
  })
})

describe('portsFrom', () => {
  it('puts the backend and COS behind the page', () => {
    expect(portsFrom(5180)).toEqual({ page: 5180, backend: 5181, cos: 5182, sts: 5183 })
  })

  it('takes any ports for 0', () => {
    expect(portsFrom(0)).toEqual({ page: 0, backend: 0, cos: 0, sts: 0 })
  })
})
