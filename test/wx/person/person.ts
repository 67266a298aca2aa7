import type { TestAlbumItem, TestPerson, TestShown } from '../../../sdk/src/types/testing/phone'

/** What the person has decided, kept and seen. It outlives the app. */
export interface PersonState {
  person: TestPerson
  /** By scope, such as `scope.writePhotosAlbum`; what is missing was never asked for. */
  permissions: Map<string, boolean>
  album: TestAlbumItem[]
  shown: TestShown[]
}

/** Somebody who chooses nothing and agrees to everything. */
export function personState(person: Partial<TestPerson> = {}): PersonState {
  return {
    person: { chooses: [], grants: true, grantsInSettings: true, confirms: true, ...person },
    permissions: new Map(),
    album: [],
    shown: [],
  }
}
