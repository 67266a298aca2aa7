import { build } from 'esbuild'
import { fileURLToPath, pathToFileURL } from 'node:url'

const server = fileURLToPath(new URL('../server/', import.meta.url))

/** Bundles the backend and all that it uses into one file, `server/dist/main.js`, which needs Node and nothing else. */
export async function buildServer() {
  await build({
    absWorkingDir: server,
    entryPoints: ['src/main.ts'],
    outfile: 'dist/main.js',
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

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await buildServer()
