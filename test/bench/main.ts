/**
 * `npm run bench`: every figure that the documents claim, measured here and now, and kept in `docs/figures/figures.json`;
 * the page and the pictures of it are drawn anew. `npm run bench -- presign` measures one part, `npm run bench -- draw`
 * none.
 */
import { draw } from './figures/draw'
import { keepFigures } from './figures/figures'
import type { Report } from './report'

interface Bench {
  title: string
  run(): Promise<Report>
}

const NAMES = ['first-screen', 'sizes', 'presign', 'transfer', 'download', 'server', 'policies', 'local-cos']

async function main(): Promise<string[]> {
  const wanted = process.argv.slice(2)
  const unknown = wanted.filter((name) => ![...NAMES, 'draw'].includes(name))
  if (unknown.length > 0) throw new Error(`there is no bench ${unknown.join(', ')}: choose from ${NAMES.join(', ')}`)
  const shortfalls: string[] = []
  for (const name of NAMES) {
    if (wanted.length > 0 && !wanted.includes(name)) continue
    const bench: Bench = await import(`./${name}`)
    console.log(`\n## ${bench.title}\n`)
    const report = await bench.run()
    for (const line of report.lines) console.log(line)
    shortfalls.push(...report.shortfalls)
    if (report.figures) keepFigures(name, report.figures)
  }
  draw()
  return shortfalls
}

main().then(
  (shortfalls) => {
    if (shortfalls.length > 0) console.error(`\nless than it should be:\n${shortfalls.join('\n')}`)
    process.exit(shortfalls.length > 0 ? 1 : 0)
  },
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error)
    process.exit(1)
  },
)
