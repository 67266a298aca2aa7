import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDataFolder } from '../../../local/data-folder'

let folder: string
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'data-folder-'))))
afterEach(() => rmSync(folder, { recursive: true, force: true }))

describe('the data folder', () => {
  it('makes secrets once, for their owner alone', () => {
    const { secrets } = openDataFolder(folder)
    expect(new Set(Object.values(secrets)).size).toBe(5)
    expect(openDataFolder(folder).secrets).toEqual(secrets)
    expect(statSync(join(folder, 'secrets.json')).mode & 0o777).toBe(0o600)
  })

  it('deletes nothing but its own files when it is emptied', () => {
    const { cos, secrets } = openDataFolder(folder)
    writeFileSync(join(cos, 'object'), '')
    writeFileSync(join(folder, 'letter.txt'), '')
    expect(openDataFolder(folder, { fresh: true }).secrets).not.toEqual(secrets)
    expect(existsSync(join(cos, 'object'))).toBe(false)
    expect(existsSync(join(folder, 'letter.txt'))).toBe(true)
  })

  it.each(['', '{}', '{"SecretId":1}'])('says what to do where the secrets hold %j', (text) => {
    writeFileSync(join(folder, 'secrets.json'), text)
    expect(() => openDataFolder(folder)).toThrow('start once with --fresh')
  })
})
