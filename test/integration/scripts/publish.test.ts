/** Publishes to a registry of this test. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join, resolve } from 'node:path'
import { text } from 'node:stream/consumers'
import { cleanUpAfterEach } from '../../clean-up'

const root = resolve(__dirname, '../../..')
const { version } = JSON.parse(readFileSync(join(root, 'sdk/package.json'), 'utf8')) as { version: string }
const cleanUp = cleanUpAfterEach()

type Published = { versions: Record<string, Record<string, unknown>>; _attachments: Record<string, { length: number }> }

/** Runs the script against a registry that knows no package yet. */
async function publish(env: Record<string, string>, ...args: string[]) {
  const published: Published[] = []
  const registry = createServer((request, response) => {
    void text(request).then((body) => {
      if (request.method === 'PUT') published.push(JSON.parse(body) as Published)
      response.writeHead(request.method === 'PUT' ? 201 : 404, { 'content-type': 'application/json' }).end('{}')
    })
  }).listen(0, '127.0.0.1')
  await once(registry, 'listening')
  cleanUp.adopt(registry, (server) => server.close().closeAllConnections())
  const host = `127.0.0.1:${(registry.address() as AddressInfo).port}`
  const child = spawn(process.execPath, [join(root, 'scripts/publish.mjs'), ...args], {
    env: {
      PATH: process.env.PATH,
      npm_config_registry: `http://${host}/`,
      [`npm_config_//${host}/:_authToken`]: 'example',
      npm_config_cache: await cleanUp.folder('publish-cache-'),
      npm_config_userconfig: join(root, 'none'),
      ...env,
    },
  })
  const [stderr, , [status]] = await Promise.all([text(child.stderr), text(child.stdout), once(child, 'close')])
  return { status: status as number | null, stderr, published }
}

const tag = { GITHUB_REF_NAME: `v${version}` }
const workflow = { ...tag, GITHUB_SERVER_URL: 'https://code.example', GITHUB_REPOSITORY: 'someone/cos-miniprogram' }

describe('publishing', () => {
  it('uploads the package with the addresses of the repository that publishes it', async () => {
    const { status, published } = await publish(workflow)
    expect(status).toBe(0)
    expect(published[0]?.versions[version]).toMatchObject({
      name: 'cos-miniprogram',
      homepage: 'https://code.example/someone/cos-miniprogram#readme',
      bugs: { url: 'https://code.example/someone/cos-miniprogram/issues' },
      repository: { type: 'git', url: 'git+https://code.example/someone/cos-miniprogram.git', directory: 'sdk' },
    })
    expect(Object.keys(published[0]?._attachments ?? {})).toEqual([`cos-miniprogram-${version}.tgz`])
  })

  it('uploads nothing with --dry-run', async () => {
    const { status, stderr, published } = await publish({}, '--dry-run')
    expect(status).toBe(0)
    expect(stderr).toContain(`cos-miniprogram@${version}`)
    expect(published).toEqual([])
  })

  it.each([
    ['another tag', { GITHUB_REF_NAME: 'v999.0.0' }, 'v999.0.0'],
    ['no tag', {}, 'missing'],
  ])('refuses %s', async (_, env, said) => {
    const { status, stderr, published } = await publish(env)
    expect({ status, stderr }).toEqual({
      status: 1,
      stderr: `publish: the version is ${version}, and the tag is ${said}: run it on v${version}.\n`,
    })
    expect(published).toEqual([])
  })
})
