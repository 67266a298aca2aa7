import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** What is made up at the first start and then stays, so that sessions, users and keys outlive a restart. */
export interface Secrets {
  /** The permanent key of the local COS. */
  SecretId: string
  SecretKey: string
  /** Seals the tokens of the local STS. */
  stsMaster: string
  sessionKey: string
  userIdKey: string
}

/** Where everything that has to outlive a restart lies. */
export interface DataFolder {
  /** Objects of the local COS. */
  cos: string
  /** The demo, compiled for the browser. */
  page: string
  secrets: Secrets
}

/** Opens the folder, makes what is missing, and with `fresh` empties it first. Only its own files are ever deleted. */
export function openDataFolder(folder: string, { fresh = false } = {}): DataFolder {
  const [cos, page, secretsFile] = [join(folder, 'cos'), join(folder, 'page'), join(folder, 'secrets.json')]
  if (fresh) for (const path of [cos, page, secretsFile]) rmSync(path, { recursive: true, force: true })
  for (const path of [folder, cos, page]) mkdirSync(path, { recursive: true })
  return { cos, page, secrets: readSecrets(secretsFile) ?? makeSecrets(secretsFile) }
}

function readSecrets(file: string): Secrets | undefined {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
  const secrets: unknown = parse(text)
  if (isSecrets(secrets)) return secrets
  throw new Error(`${file} does not hold what was written there: start once with --fresh, which empties the folder`)
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function isSecrets(value: unknown): value is Secrets {
  const names = ['SecretId', 'SecretKey', 'stsMaster', 'sessionKey', 'userIdKey']
  const entries = new Map<string, unknown>(typeof value === 'object' && value !== null ? Object.entries(value) : [])
  return names.every((name) => typeof entries.get(name) === 'string')
}

function makeSecrets(file: string): Secrets {
  const random = (): string => randomBytes(32).toString('base64url')
  const secrets: Secrets = {
    SecretId: `AKIDlocal${randomBytes(16).toString('hex')}`,
    SecretKey: random(),
    stsMaster: random(),
    sessionKey: random(),
    userIdKey: random(),
  }
  writeFileSync(file, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 })
  return secrets
}
