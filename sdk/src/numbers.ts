import { check } from './errors'

/** A whole number from `least` to `most`, or `most` itself. @throws CosError `InvalidArgument` */
export function checkNumber(name: string, value: number | undefined, least: number, most: number): void {
  check(
    value === undefined || value === most || (Number.isInteger(value) && value >= least && value <= most),
    `${name} must be whole, from ${least} to ${most}`,
    value,
  )
}
