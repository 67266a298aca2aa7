import { conditions } from './conditions'

const DAY = 24 * 60 * 60 * 1000
const OFFSETS = { right: 0, behind: -DAY, ahead: DAY } as const

/** Milliseconds since the epoch, on the phone's clock. */
export function phoneNow(): number {
  return Date.now() + OFFSETS[conditions.values.clock]
}

/** The `Date` that a mini program sees: it tells the phone's time, which may be off. */
export const PhoneDate: DateConstructor = new Proxy(Date, {
  apply: () => new Date(phoneNow()).toString(),
  construct: (target, parameters, newTarget): Date =>
    Reflect.construct(target, parameters.length === 0 ? [phoneNow()] : parameters, newTarget),
  get: (target, name, receiver): unknown => (name === 'now' ? phoneNow : Reflect.get(target, name, receiver)),
})
