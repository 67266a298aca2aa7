// Builds what is published and what WeChat DevTools opens: `node scripts/build.mjs [--force] [step …]`.
// A step whose inputs are the same as the last time is skipped.
import { unlessFresh } from './stamp.mjs'

// Loading the tools takes seconds: only what has to run does.
const steps = [
  {
    name: 'sdk',
    inputs: [
      'sdk/src',
      'sdk/testing',
      'test/wx',
      'local/cos',
      'sdk/etc',
      'sdk/package.json',
      'sdk/tsconfig.json',
      'tsconfig.base.json',
      'package-lock.json',
      'scripts/aside.mjs',
      'scripts/build-sdk.mjs',
      'scripts/bundle-for-node.mjs',
      'scripts/sdk-entries.mjs',
    ],
    outputs: ['sdk/dist', 'sdk/miniprogram_dist', 'sdk/api'],
    run: async () => (await import('./build-sdk.mjs')).buildSdk(),
  },
  {
    name: 'miniprogram_npm',
    inputs: ['sdk/miniprogram_dist', 'sdk/package.json', 'package.json', 'package-lock.json', 'scripts/pack-npm.mjs'],
    outputs: ['miniprogram/miniprogram_npm', 'miniprogram/link/miniprogram_npm'],
    run: async () => (await import('./pack-npm.mjs')).packNpm(),
  },
  {
    name: 'server',
    inputs: ['server/src', 'server/package.json', 'sdk/dist', 'package-lock.json', 'scripts/build-server.mjs'],
    outputs: ['server/dist'],
    run: async () => (await import('./build-server.mjs')).buildServer(),
  },
]

const [flags, named] = [process.argv.slice(2).filter(isFlag), process.argv.slice(2).filter((word) => !isFlag(word))]
const unknown = [
  ...flags.filter((flag) => flag !== '--force'),
  ...named.filter((name) => !steps.some((step) => step.name === name)),
]

try {
  if (unknown.length > 0)
    throw new Error(`unknown: ${unknown.join(', ')}; the steps are ${steps.map(({ name }) => name).join(', ')}`)
  const chosen = steps.filter(({ name }) => named.length === 0 || named.includes(name))
  for (const step of chosen) await unlessFresh(step, flags.includes('--force'))
} catch (error) {
  console.error(`build: ${error instanceof Error ? error.message : String(error)}`)
  process.exitCode = 1
}
// The packer leaves watchers behind that would keep the process alive.
process.exit()

function isFlag(word) {
  return word.startsWith('-')
}
