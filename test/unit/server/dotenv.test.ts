import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readDotenv } from '../../../server/src/dotenv'

const TEXT = '\ufeffCOS_BUCKET=photos-1250000000\r\nUSER_PREFIX="u/" # 中文\r\n'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dotenv-'))
})
afterEach(() => rm(folder, { recursive: true }))

describe('a .env', () => {
  it.each([
    ['UTF-8', Buffer.from(TEXT.slice(1))],
    ['UTF-8 with a byte order mark', Buffer.from(TEXT)],
    ['UTF-16 as PowerShell writes it', Buffer.from(TEXT, 'utf16le')],
    ['UTF-16 the other way round', Buffer.from(TEXT, 'utf16le').swap16()],
  ])('is read in %s', async (_, bytes) => {
    const path = join(folder, '.env')
    await writeFile(path, bytes)

    expect(readDotenv(path)).toEqual({ COS_BUCKET: 'photos-1250000000', USER_PREFIX: 'u/' })
  })

  it('may be missing', () => {
    expect(readDotenv(join(folder, '.env'))).toEqual({})
  })
})
