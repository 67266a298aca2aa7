import type { AppProcess } from '../app-process'
import type { FileStore } from '../files/store'
import { albumFunctions } from './album'
import { choosingFunctions } from './choosing'
import { dialogFunctions } from './dialogs'
import { permissionFunctions, Permissions } from './permissions'
import type { PersonState } from './person'

/** The functions of `wx` that wait for a person. */
export function personFunctions(state: PersonState, files: FileStore, process: AppProcess) {
  const permissions = new Permissions(state)
  return {
    ...permissionFunctions(permissions, process),
    ...albumFunctions(state, { files, permissions, process }),
    ...choosingFunctions(state, files, process),
    ...dialogFunctions(state, process),
  }
}
