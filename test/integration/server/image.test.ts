import { execFile } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { start } from '../../../server/src'
import { issued, settingsWith } from '../../unit/server/backend'
import { buildImage } from './image-build'
import type { Image } from './image-build'

let folder: string
let image: Image
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'image-'))
  image = buildImage(folder)
})
afterAll(() => rmSync(folder, { recursive: true }))

const run = (command: readonly string[], env: Record<string, string> = {}) => {
  const [file = '', ...args] = command
  const options = { cwd: image.workdir, env: { PATH: process.env.PATH, ...image.env, ...env } }
  return promisify(execFile)(file, args, options)
}

describe('server/Dockerfile', () => {
  it('builds the backend from a clone, and keeps the bundle alone', () => {
    expect(readdirSync(image.workdir).toSorted()).toEqual(['dist', 'package.json'])
    expect(readdirSync(join(image.workdir, 'dist'))).toContain('main.js')
  })

  it('starts the backend, which names what is missing', async () => {
    await expect(run(image.entrypoint)).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringContaining('COS_BUCKET'),
    })
  })

  it('takes arguments such as --help', async () => {
    expect((await run([...image.entrypoint, '--help'])).stdout).toContain('--check')
  })

  it('does not run as root', () => {
    expect(image.user).toBe('node')
  })

  it('is healthy while the backend answers, and not otherwise', async () => {
    const settings = settingsWith({ HOST: '127.0.0.1', PORT: '0' })
    const server = await start({ settings, issuer: { issue: async () => issued(60) } })
    const env = { PORT: String(server.port) }

    expect(await run(image.healthcheck, env)).toMatchObject({ stderr: '' })
    await server.stop()
    await expect(run(image.healthcheck, env)).rejects.toMatchObject({ code: 1 })
  })
})
