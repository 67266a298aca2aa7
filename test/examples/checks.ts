import type { Local } from '../../local/services'
import { apps, tryApp } from './apps'
import { backends, tryBackend } from './backends'
import { tryCloudFunction } from './cloud-function'
import { copyTo, install, type Workspace } from './workspace'

/** What a check needs around it. */
export interface Surroundings {
  workspace: Workspace
  local: Local
}

/** @returns what was seen, for people. @throws what went wrong; `NotInstalled` where it could not be tried */
type Check = (surroundings: Surroundings) => Promise<string[]>

/** All that can be asked for, by name, in the order in which it is tried. */
export const checks: ReadonlyMap<string, Check> = new Map([
  ...each(apps, tryApp),
  ...each(backends, tryBackend),
  ...each({ 'backend-cloud-function': undefined }, (_, folder, local) => tryCloudFunction(folder, local)),
])

/** Copies, installs, tries. */
function each<Example>(
  examples: Readonly<Record<string, Example>>,
  tryIt: (example: Example, folder: string, local: Local) => Promise<string[]>,
): [string, Check][] {
  return Object.entries(examples).map(([name, example]) => [
    name,
    async ({ workspace, local }) => {
      const folder = await copyTo(workspace, `examples/${name}`)
      await install(folder, workspace)
      return tryIt(example, folder, local)
    },
  ])
}
