import { build } from 'esbuild'
import { asideOf } from './aside.mjs'
import { root } from './paths.mjs'

/** Bundles the backend and all that it uses into one file, `server/dist/main.js`, which needs Node and nothing else. */
export async function buildServer() {
  await build({
    absWorkingDir: `${root}/server`,
    entryPoints: ['src/main.ts'],
    outfile: asideOf('server/dist/main.js'),
    bundle: true,
    platform: 'node',
    target: 'node20.19',
    format: 'esm',
    // The CommonJS packages in the bundle ask for Node's modules by require, which a module does not have.
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
    legalComments: 'linked',
    logLevel: 'warning',
  })
}
