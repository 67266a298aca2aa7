import type { Local } from '../../local/services'
import { apps, tryApp } from './apps'
import { backends, tryBackend } from './backends'
import { tryCloudFunction } from './cloud-function'
import { tryTypes } from './types'
import { tryVite } from './vite'
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
  ...each('examples', apps, tryApp),
  ...each('examples', backends, tryBackend),
  ...each('examples', { 'backend-cloud-function': tryCloudFunction }, (tryIt, ...where) => tryIt(...where)),
  ...each('test/examples', { typescript: tryTypes, vite: tryVite }, (tryIt, folder) => tryIt(folder)),
])

/** Copies, installs, tries. */
function each<Example>(
  place: string,
  examples: Readonly<Record<string, Example>>,
  tryIt: (example: Example, folder: string, local: Local) => Promise<string[]>,
): [string, Check][] {
  return Object.entries(examples).map(([name, example]) => [
    name,
    async ({ workspace, local }) => {
      const folder = await copyTo(workspace, `${place}/${name}`)
      await install(folder, workspace)
      return tryIt(example, folder, local)
    },
  ])
}
