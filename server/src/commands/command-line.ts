import { parseArgs } from 'node:util'

/** What was asked for on the command line. */
export type Command =
  | { name: 'serve' }
  | { name: 'check' }
  | { name: 'help' }
  | { name: 'user'; action: 'prefix' | 'list' | 'delete'; user: string; isSure: boolean }

/** Thrown where the arguments make no sense; the message says what was expected. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

/** How to use the program. */
export const usage = `node dist/main.js                      serves
node dist/main.js --check              tries STS, WeChat and the bucket, and says what to do
node dist/main.js user prefix <user>   where the objects of a user lie
node dist/main.js user list <user>     lists them
node dist/main.js user delete <user> --yes
                                       deletes them, with all earlier versions and unfinished uploads
node dist/main.js --help               prints this

<user> is an openid, or the user id that the log has.
The settings are those of the server: from the environment, or from .env in the working directory.`

const OPTIONS = { check: { type: 'boolean' }, yes: { type: 'boolean' }, help: { type: 'boolean' } } as const
const USER_ACTIONS = ['prefix', 'list', 'delete'] as const

/** Reads the arguments. @throws UsageError */
export function readCommandLine(args: readonly string[]): Command {
  const { values, positionals } = parse(args)
  const [name, action, user, ...rest] = positionals
  if (values.help === true) return { name: 'help' }
  if (name === undefined) {
    if (values.yes === true) throw new UsageError('--yes goes with user delete')
    return { name: values.check === true ? 'check' : 'serve' }
  }
  if (name !== 'user' || values.check === true) throw new UsageError(`unexpected: ${name}`)
  const known = USER_ACTIONS.find((each) => each === action)
  if (known === undefined || user === undefined || rest.length > 0)
    throw new UsageError('expected: user prefix <user>, user list <user> or user delete <user> --yes')
  return { name: 'user', action: known, user, isSure: values.yes === true }
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], allowPositionals: true, options: OPTIONS })
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error), { cause: error })
  }
}
