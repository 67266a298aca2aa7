import type { Phone, Story } from '../stories/phone'

/** Runs the stories one after the other, and prints how each ended. Resolves to how many failed. */
export async function runStories(
  stories: readonly Story[],
  phone: Phone,
  print: (line: string) => void,
): Promise<number> {
  let failed = 0
  for (const { title, run } of stories) {
    try {
      await run(phone)
      print(`✓ ${title}`)
    } catch (error) {
      failed++
      print(`✗ ${title}\n  ${error instanceof Error ? error.message : String(error)}`)
    }
  }
  return failed
}
