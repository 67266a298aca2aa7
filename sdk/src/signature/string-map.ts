/** Text by name, neither encoded nor sorted: a query, or headers. */
export type StringMap = Readonly<Record<string, string>>
