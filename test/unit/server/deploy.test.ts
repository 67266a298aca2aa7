import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DockerfileParser } from 'dockerfile-ast'
import { parse as parseYaml } from 'yaml'
import { settingNames } from '../../../server/src/environment'
import { settingsWith } from './backend'

const SERVER = join(__dirname, '../../../server')
const read = (path: string) => readFileSync(join(SERVER, path), 'utf8')

/** What keeps it within the memory that the files below allow: by itself, Node 24 takes more under load. */
const YOUNG_GENERATION = '--max-semi-space-size=16'

/** What is looked at of a service of compose.yaml. */
interface Service {
  build?: { context: string; dockerfile: string }
  image?: string
  env_file?: string
  environment?: Record<string, string>
  networks?: string[]
  ports?: string[]
  volumes?: string[]
  read_only?: boolean
  cap_drop?: string[]
  stop_grace_period?: string
}
interface Compose {
  services: Record<'backend' | 'redis' | 'proxy', Service>
  networks: Record<string, { internal?: boolean }>
}

describe('server/Dockerfile', () => {
  const dockerfile = DockerfileParser.parse(read('Dockerfile'))

  it('runs on a line of Node that gets long-term support, the same to build and to run', () => {
    const versions = dockerfile.getInitialARGs().map((each) => each.getProperty()?.getValue())
    const major = Number(versions[0])

    expect(versions).toHaveLength(1)
    expect(major % 2).toBe(0)
    // The lines before it are past their end.
    expect(major).toBeGreaterThanOrEqual(24)
    expect(dockerfile.getFROMs().map((each) => each.getImageName())).toEqual(['node', 'node'])
    for (const from of dockerfile.getFROMs()) expect(from.getImageTag()).toMatch(/^\$\{NODE\}-/)
  })

  it('gets the signals itself, and starts as anybody but root', () => {
    const entrypoints = dockerfile.getENTRYPOINTs().map((each) => each.getArgumentsContent())
    expect(entrypoints).toEqual([`["node", "${YOUNG_GENERATION}", "dist/main.js"]`])
    const users = dockerfile.getInstructions().filter((each) => each.getKeyword() === 'USER')
    expect(users.map((each) => each.getArgumentsContent())).toEqual(['node'])
  })

  it('lets no secret into the context', () => {
    expect(read('Dockerfile.dockerignore').split('\n')).toEqual(expect.arrayContaining(['**/.env', '**/.env.*']))
  })
})

describe('server/deploy/compose.yaml', () => {
  const { services, networks } = parseYaml(read('deploy/compose.yaml')) as Compose
  const { backend, redis, proxy } = services

  it('builds from the clone, with the settings of server/.env', () => {
    expect(join('server/deploy', backend.build?.context ?? '')).toBe('.')
    expect(existsSync(join(SERVER, '..', backend.build?.dockerfile ?? 'none'))).toBe(true)
    expect(join('server/deploy', backend.env_file ?? '')).toBe('server/.env')
  })

  it('sets what there is to set, and is taken by the backend', () => {
    const environment = backend.environment ?? {}

    expect(settingNames).toEqual(expect.arrayContaining(Object.keys(environment)))
    expect(settingsWith(environment)).toMatchObject({ port: 9000, trustedProxies: 1, redisUrl: 'redis://redis:6379' })
  })

  it('lets only the proxy be reached from outside, and Redis only by the backend', () => {
    expect([backend.ports, redis.ports]).toEqual([undefined, undefined])
    expect(proxy.ports).toEqual(expect.arrayContaining(['80:80', '443:443']))
    expect(proxy.networks).toEqual(['front'])
    expect(redis.networks).toEqual(['back'])
    expect(networks.back?.internal).toBe(true)
  })

  it('gives the backend nothing to write and no privilege, and time to end its requests', () => {
    expect(backend).toMatchObject({ read_only: true, cap_drop: ['ALL'] })
    expect(parseInt(backend.stop_grace_period ?? '', 10)).toBeGreaterThan(10)
  })

  it('names the files that are there', () => {
    const files = (proxy.volumes ?? [])
      .map((volume) => volume.split(':')[0] ?? '')
      .filter((path) => path.startsWith('.'))

    expect(files).toEqual(['./Caddyfile'])
    for (const file of files) expect(existsSync(join(SERVER, 'deploy', file))).toBe(true)
  })
})

describe('server/deploy/Caddyfile', () => {
  const caddyfile = read('deploy/Caddyfile')

  it('hands on no header with which a caller could say who they are', () => {
    expect(caddyfile).toContain('header_up -X-WX-*')
    expect(caddyfile).toContain('header_up X-Request-Id {http.request.uuid}')
    expect(caddyfile).not.toContain('trusted_proxies')
  })

  it('shows the metrics to nobody outside', () => {
    expect(caddyfile).toMatch(/@inside path \/metrics \/ready\n\trespond @inside 404/)
  })

  it('keeps connections for a shorter time than the backend does', () => {
    const seconds = Number(/keepalive (\d+)s/.exec(caddyfile)?.[1])

    expect(seconds).toBeLessThan(settingsWith().keepAliveSeconds)
  })
})

describe('server/deploy/cos-backend.service', () => {
  const lines = read('deploy/cos-backend.service')
    .split('\n')
    .filter((line) => /^\w+=/.test(line))
  const unit = new Map(lines.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]))

  it('runs the bundle with the settings of a file, as a user of its own', () => {
    expect(unit.get('ExecStart')).toBe(`/usr/bin/node ${YOUNG_GENERATION} /opt/cos-backend/main.js`)
    expect(unit.get('EnvironmentFile')).toBe('/etc/cos-backend.env')
    expect(unit.get('DynamicUser')).toBe('yes')
  })

  it('starts it again after a failure, and gives it time to end its requests', () => {
    expect(unit.get('Restart')).toBe('on-failure')
    expect(Number(unit.get('TimeoutStopSec'))).toBeGreaterThan(10)
  })

  it('leaves out what V8 cannot do without', () => {
    expect(unit.has('MemoryDenyWriteExecute')).toBe(false)
  })
})
