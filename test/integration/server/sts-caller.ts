// Run as a process of its own, since Node reads the certificates it trusts (NODE_EXTRA_CA_CERTS) only at its start.
import { createStsIssuer } from '../../../server/src/issuer/sts'

const [, , host = '', timeoutMs = ''] = process.argv
const issuer = createStsIssuer({
  secretId: 'AKIDEXAMPLE',
  secretKey: 'example-secret-key',
  region: 'ap-guangzhou',
  host,
  timeoutMs: Number(timeoutMs),
})
const resource = ['qcs::cos:ap-guangzhou:uid/1250000000:photos-1250000000/u/图 1+*.jpg'] as const
const policy = { version: '2.0', statement: [{ effect: 'allow', action: ['name/cos:GetObject'], resource }] } as const

issuer.issue({ policy, durationSeconds: 900 }).then(
  (issued) => process.stdout.write(JSON.stringify({ issued })),
  (error: unknown) => {
    // All that it holds, so that a secret anywhere in it would show.
    const fields = Object.entries(Object(error))
    const own =
      error instanceof Error
        ? [
            ['name', error.name],
            ['message', error.message],
            ['cause', error.cause],
          ]
        : []
    const all = Object.fromEntries([...fields, ...own])
    process.stdout.write(JSON.stringify({ error: all }), () => process.exit())
  },
)
