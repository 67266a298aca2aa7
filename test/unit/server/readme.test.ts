import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ACTIONS } from '../../../server/src/access/actions'
import { grantFor } from '../../../server/src/access/grant'
import { policyFor } from '../../../server/src/access/policy'
import { usage } from '../../../server/src/commands/command-line'
import { MAINTENANCE_ACTIONS } from '../../../server/src/folder/policies'
import { settingNames } from '../../../server/src/environment'
import { refusalCodes } from '../../../server/src/http/refusal'
import { asking, settingsWith } from './backend'

const readme = readFileSync(join(__dirname, '../../../server/README.md'), 'utf8')
const settings = settingsWith()
const USER = '0123456789abcdef0123456789abcdef'
const PARTS = ['InitiateMultipartUpload', 'UploadPart', 'ListParts', 'CompleteMultipartUpload', 'AbortMultipartUpload']

/** The JSON below the comment that names it. */
function policyInReadme(name: string): unknown {
  const found = new RegExp(`<!-- policy: ${name} -->\\s+\`\`\`json\\n([^]*?)\`\`\``).exec(readme)?.[1]
  return JSON.parse(found ?? 'null')
}

describe('server/README.md', () => {
  it.each([
    ['read', asking(['name/cos:GetObject'], `u/${USER}/a.jpg`)],
    ['list', asking(['name/cos:GetBucket'], '', { Prefix: `u/${USER}/` })],
    ['put', asking(['name/cos:PutObject'], `u/${USER}/a.jpg`)],
    [
      'parts',
      asking(
        [...PARTS, 'HeadObject'].map((action) => `name/cos:${action}`),
        `u/${USER}/a.mp4`,
      ),
    ],
  ])('shows the policy that the code grants: %s', (name, request) => {
    expect(policyInReadme(name)).toEqual(policyFor(grantFor(USER, request, settings), settings))
  })

  it('lists for the sub-account all that is granted, and what the commands need, and no more', () => {
    const policy = /```json\n([^]*?)```/.exec(readme)?.[1] ?? 'null'
    const { statement } = JSON.parse(policy) as { statement: { action: string[] }[] }

    expect(statement.flatMap(({ action }) => action).toSorted()).toEqual(
      [...ACTIONS, ...MAINTENANCE_ACTIONS, 'name/sts:GetFederationToken'].toSorted(),
    )
  })

  it('explains every command', () => {
    for (const command of usage.match(/--\w+|user \w+ <user>/g) ?? []) expect(readme).toContain(command)
  })

  it('explains every setting that there is, and no other', () => {
    const table = /## Settings([^]*?)\n## /.exec(readme)?.[1] ?? ''
    const explained = table
      .split('\n')
      .filter((line) => line.startsWith('| `'))
      .flatMap((line) => (line.split('|')[1] ?? '').match(/[A-Z][A-Z_]+/g) ?? [])

    expect(explained.toSorted()).toEqual([...settingNames].toSorted())
  })

  it('says what to do about every code that a refusal may have, and no other', () => {
    const table = /\| `code` \| status \|([^]*?)\n\n/.exec(readme)?.[1] ?? ''
    const explained = table.split('\n').flatMap((line) => (line.split('|')[1] ?? '').match(/[A-Z]\w+/g) ?? [])

    expect(explained.toSorted()).toEqual([...refusalCodes].toSorted())
  })

  it('says what the parts of an upload make together', () => {
    const { maxPartBytes } = settings.upload

    expect(readme).toContain(`${(10_000 * maxPartBytes) / 1024 ** 3} GiB`)
  })
})
