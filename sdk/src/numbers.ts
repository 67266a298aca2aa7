import { invalidArgument } from './errors'

/** A whole number from `least` to `most`, or `most` itself. @throws CosError `InvalidArgument` */
export function checkNumber(name: string, value: number | undefined, least: number, most: number): void {
  const isFit = value === undefined || value === most || (Number.isInteger(value) && value >= least && value <= most)
  if (!isFit) throw invalidArgument(`${name} must be a whole number from ${least} to ${most}`, value)
}
