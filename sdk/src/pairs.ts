/** Values by name, neither encoded nor sorted. */
export type Pairs = Readonly<Record<string, string>>
