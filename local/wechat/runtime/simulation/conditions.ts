import { Listeners } from '../listeners'

/** What the simulated phone is in, each with its possible values; the first is how a phone should be. */
export const CONDITIONS = {
  network: ['normal', 'slow', 'off'],
  app: ['shown', 'hidden'],
  clock: ['right', 'behind', 'ahead'],
  album: ['allowed', 'refused'],
  privacy: ['agreed', 'open'],
  files: ['free', 'full'],
} as const

/** The name of a condition. */
export type ConditionName = keyof typeof CONDITIONS

/** What each condition is. */
export type ConditionValues = { [Name in ConditionName]: (typeof CONDITIONS)[Name][number] }

const RIGHT: ConditionValues = {
  network: 'normal',
  app: 'shown',
  clock: 'right',
  album: 'allowed',
  privacy: 'agreed',
  files: 'free',
}

/** What the phone runs into, as people choose it beside the phone. A reload makes all of it right again. */
class Conditions {
  readonly changes = new Listeners<ConditionValues>()
  private current = RIGHT

  get values(): ConditionValues {
    return this.current
  }

  get isRight(): boolean {
    return Object.entries(RIGHT).every(([name, value]) => Reflect.get(this.current, name) === value)
  }

  set(values: Partial<ConditionValues>): void {
    this.current = { ...this.current, ...values }
    this.changes.fire(this.current)
  }

  reset(): void {
    this.set(RIGHT)
  }
}

/** Those of this page. */
export const conditions = new Conditions()
