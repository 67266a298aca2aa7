import { parseArgs, types } from 'node:util'

/** What was asked for on the command line. */
export interface CommandLine {
  command: 'demo' | 'local'
  port: number
  open: boolean
  fresh: boolean
  json: boolean
  help: boolean
  /** Whether the bucket is in strict signature mode. */
  strict: boolean
  /** Seconds. */
  credentialsSeconds: number
  folder?: string
}

/** How to use the two commands. */
export const usage = `npm run demo                  the demo in a browser, with all that it needs, on this machine
npm run local                 the same without the browser, for WeChat DevTools and for tools

  -- --port N                 page on N, backend on N+1, COS on N+2, STS on N+3 (5180; 0: any that are free)
  -- --no-open                do not open the browser
  -- --fresh                  empty the data folder first
  -- --folder PATH            keep the data there (.local)
  -- --credentials-seconds N  how long temporary credentials work, 1 to 7200 (1800)
  -- --no-strict              take URLs with parameters that were not signed, as buckets do that were not set to be strict
  -- --json                   print one line of JSON when ready
  -- --help                   print this
`

const options = {
  port: { type: 'string', default: '5180' },
  'no-open': { type: 'boolean', default: false },
  fresh: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
  'no-strict': { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
  'credentials-seconds': { type: 'string', default: '1800' },
  folder: { type: 'string' },
} as const

/**
 * Reads the arguments.
 * @throws where one is unknown or has no sense, with what was expected
 */
export function readCommandLine(args: readonly string[]): CommandLine {
  const { values, positionals } = parse(args)
  const [command, ...rest] = positionals
  if (command !== 'demo' && command !== 'local') throw new Error(`expected demo or local, not ${command ?? 'nothing'}`)
  if (rest.length > 0) throw new Error(`unexpected argument: ${rest[0]}`)
  return {
    command,
    port: wholeNumber('--port', values.port, 0, 65_532),
    open: !values['no-open'],
    fresh: values.fresh,
    json: values.json,
    help: values.help,
    strict: !values['no-strict'],
    credentialsSeconds: wholeNumber('--credentials-seconds', values['credentials-seconds'], 1, 7200),
    ...(values.folder === undefined ? {} : { folder: values.folder }),
  }
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], allowPositionals: true, options })
  } catch (error) {
    // What follows the first sentence is about arguments that begin with a dash, which nothing here takes.
    const reason = types.isNativeError(error) ? error.message.split('. ')[0] : String(error)
    throw new Error(`${reason}: --help lists what there is`, { cause: error })
  }
}

function wholeNumber(name: string, text: string, least: number, most: number): number {
  const value = Number(text)
  if (/^\d+$/.test(text) && value >= least && value <= most) return value
  throw new Error(`${name} must be a whole number from ${least} to ${most}, not ${text}`)
}
