import { parseArgs } from 'node:util'

/** How to use it. */
export const usage = `npm run test:examples -- [NAME …] [--allow-skips] [--keep FOLDER]

Installs the packed SDK into a copy of each example, builds it with its own tools, and runs what comes out against the
local backend and COS. Without a name: all of them.

  --allow-skips   end well although something could not be installed
  --keep FOLDER   work there, and leave it: the next run installs only what has changed
`

/** What was asked for. */
export interface Options {
  names: readonly string[]
  allowSkips: boolean
  keep?: string
}

/** @throws where an argument, or a name, is unknown */
export function readOptions(args: readonly string[], known: readonly string[]): Options {
  const options = {
    'allow-skips': { type: 'boolean', default: false },
    keep: { type: 'string' },
    help: { type: 'boolean', default: false },
  } as const
  const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options })
  if (values.help) throw new Error(`${usage}\nNames: ${known.join(', ')}`)
  const unknown = positionals.find((name) => !known.includes(name))
  if (unknown !== undefined) throw new Error(`there is no ${unknown}; there are ${known.join(', ')}`)
  return {
    names: positionals.length > 0 ? positionals : known,
    allowSkips: values['allow-skips'],
    ...(values.keep === undefined ? {} : { keep: values.keep }),
  }
}
