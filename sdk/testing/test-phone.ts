import type { Faults } from '../../test/wx/faults/fault'
import { faultPlan } from '../../test/wx/faults/plan'
import type { Phone } from '../../test/wx/phone'
import type { FaultRule } from '../src/types/testing/fault'
import type { TestPhone } from '../src/types/testing/phone'
import { fileContent } from './content'

/** A schedule of faults that can grow. */
export class GrowingFaults implements Faults {
  private readonly plans: Faults[]

  constructor(rules: readonly FaultRule[] = []) {
    this.plans = rules.map((rule) => faultPlan(rule))
  }

  readonly add = (rule: FaultRule): void => void this.plans.push(faultPlan(rule))

  readonly next: Faults['next'] = (request) => this.plans.flatMap((plan) => plan.next(request))
}

/** The phone in the hands of a test. */
export function testPhone(phone: Phone, addFault: (rule: FaultRule) => void): TestPhone {
  const { files, personState, requests } = phone
  return {
    get files() {
      return files.list().map(({ path }) => path)
    },
    album: personState.album,
    shown: personState.shown,
    requests,
    putFile: (path, content) => files.put(path, fileContent(content)),
    readFile(path) {
      if (!files.has(path)) return undefined
      const { content } = files.get(path)
      return content.bytes(0, content.size)
    },
    deleteFile: (path) => files.remove(path),
    setStorageFull: (isFull) => files.setFull(isFull),
    hide: () => phone.hide(),
    show: () => phone.show(),
    goOffline: () => phone.offline(),
    goOnline: () => phone.online(),
    dropConnections: () => phone.cut(),
    addFault,
  }
}
