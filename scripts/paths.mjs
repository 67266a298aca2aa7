import { fileURLToPath } from 'node:url'

/** The folder of the workspace, without a trailing slash. */
export const root = fileURLToPath(new URL('..', import.meta.url)).replace(/[/\\]$/, '')

/** Files that scripts make on their way; git ignores it. */
export const scratch = `${root}/.tmp`
