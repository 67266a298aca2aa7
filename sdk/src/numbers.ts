import { invalidArgument } from './errors'

/** A whole number from `least` to `most`, or `most` itself. @throws CosError `InvalidArgument` */
export function checkNumber(name: string, value: number | undefined, least: number, most: number): void {
  if (value !== undefined && !(value >= least && value <= most && !(value % 1)))
    throw invalidArgument(`${name} must be whole, from ${least} to ${most}`, value)
}
