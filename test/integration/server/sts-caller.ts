// Run as a process of its own, since Node reads the certificates it trusts (NODE_EXTRA_CA_CERTS) only at its start.
import STS from 'qcloud-cos-sts'
import { createStsIssuer } from '../../../server/src/issuer/sts'

const [, , caller = '', host = '', timeoutMs = ''] = process.argv
const account = { secretId: 'AKIDEXAMPLE', secretKey: 'example-secret-key', region: 'ap-guangzhou', host }
const resource = ['qcs::cos:ap-guangzhou:uid/1250000000:photos-1250000000/u/图 1+*.jpg'] as const
const policy = { version: '2.0', statement: [{ effect: 'allow', action: ['name/cos:GetObject'], resource }] } as const
const request = { policy, durationSeconds: 900 }

const ours = createStsIssuer({ ...account, timeoutMs: Number(timeoutMs), now: Date.now })
const answer: Promise<unknown> =
  caller === 'qcloud-cos-sts' ? STS.getCredential({ ...account, ...request }) : ours.issue(request)

answer.then(
  (issued) => process.stdout.write(JSON.stringify({ issued }), () => process.exit()),
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
