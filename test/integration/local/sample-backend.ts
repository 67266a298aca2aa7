// Run as a process of its own: it trusts the certificate of the local STS (NODE_EXTRA_CA_CERTS), and is killed at its end.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { createContext, runInContext } from 'node:vm'

const [, , sample = '', endpoint = '', secretId = '', secretKey = '', allowPrefix = ''] = process.argv
const path = createRequire(__filename).resolve(`qcloud-cos-sts/demo/${sample}.js`)

/** What a person fills in, at the top of Tencent's sample. */
const settings: Readonly<Record<string, string>> = {
  secretId,
  secretKey,
  endpoint,
  allowPrefix,
  bucket: 'demo-1250000000',
}

/** The sample as it is, but for its settings, and for its port, which is any that is free. */
function filledIn(source: string): string {
  const withSettings = Object.entries(settings).reduce(
    (text, [name, value]) =>
      text.replace(new RegExp(`(\\n {4}${name}: )'[^']*'`), (_, head: string) => `${head}'${value}'`),
    source,
  )
  return withSettings.replace('app.listen(3000)', 'listening(app.listen(0))')
}

interface Server {
  address(): { port: number }
  once(event: 'listening', listener: () => void): void
}

const listening = (server: Server) =>
  server.once('listening', () => process.stdout.write(`${JSON.stringify({ port: server.address().port })}\n`))
const quiet = { ...console, log: () => undefined }
const scope = createContext({ require: createRequire(path), listening, process, console: quiet })
runInContext(filledIn(readFileSync(path, 'utf8')), scope, { filename: path })
