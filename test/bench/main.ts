/** `npm run bench`: every figure that the documents claim, measured here and now. `npm run bench -- presign` runs one. */

interface Bench {
  title: string
  run(): Promise<string[]>
}

const NAMES = ['presign', 'transfer', 'server', 'policies', 'local-cos']

async function main(): Promise<void> {
  const wanted = process.argv.slice(2)
  const unknown = wanted.filter((name) => !NAMES.includes(name))
  if (unknown.length > 0) throw new Error(`there is no bench ${unknown.join(', ')}: choose from ${NAMES.join(', ')}`)
  for (const name of NAMES) {
    if (wanted.length > 0 && !wanted.includes(name)) continue
    const bench: Bench = await import(`./${name}`)
    console.log(`\n## ${bench.title}\n`)
    for (const line of await bench.run()) console.log(line)
  }
}

main().then(
  () => process.exit(),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error)
    process.exit(1)
  },
)
