import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createCertificate, type Certificate } from '../http/certificate'

/** A certificate that stays: whoever trusts it (`NODE_EXTRA_CA_CERTS`) trusts it after a restart, too. */
export function keepCertificate(folder: string): Certificate & { path: string } {
  const path = join(folder, 'sts-ca.pem')
  const keyPath = join(folder, 'sts-key.pem')
  try {
    return { cert: readFileSync(path, 'utf8'), key: readFileSync(keyPath, 'utf8'), path }
  } catch {
    const made = createCertificate()
    writeFileSync(keyPath, made.key, { mode: 0o600 })
    writeFileSync(path, made.cert)
    return { ...made, path }
  }
}
