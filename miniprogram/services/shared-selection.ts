let chosen: readonly string[] = []

/** What the page of links is to show: keys, too many for the address of a page. */
export function toShare(keys: readonly string[]): void {
  chosen = keys
}

/** What was chosen last. */
export function shared(): readonly string[] {
  return chosen
}
