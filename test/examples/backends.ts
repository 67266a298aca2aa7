import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import type { Local } from '../../local/services'
import { CleanUp } from '../clean-up'
import { run } from './run'
import { useBackend } from './use-backend'

/** A server of `examples/`. */
export interface BackendExample {
  /** Its own scripts, of package.json, in this order. */
  scripts: readonly string[]
  /** What Node runs. */
  main: string
  /** How the SDK gets on with it: by keys that it issues, or by requests that it signs. */
  way: 'credentials' | 'sign'
}

/** By the name of the folder. */
export const backends: Readonly<Record<string, BackendExample>> = {
  'backend-express': { scripts: [], main: 'server.js', way: 'credentials' },
  'backend-hono': { scripts: ['build'], main: 'dist/server.js', way: 'sign' },
}

/** Builds and starts it, and lets the SDK use it. @returns what was seen, for people */
export async function tryBackend(example: BackendExample, folder: string, local: Local): Promise<string[]> {
  for (const script of example.scripts) await run('npm', ['run', script], { cwd: folder })
  const cleanUp = new CleanUp()
  try {
    const url = await start(example, folder, environment(local), cleanUp)
    return await useBackend(url, example.way, local)
  } finally {
    await cleanUp.run()
  }
}

/** What `.env.example` of each backend explains: WeChat and Tencent are those of this machine. */
export function environment(local: Local): Record<string, string> {
  const { Bucket, Region, SecretId, SecretKey, cos, sts, wechat } = local
  return {
    PORT: '0',
    WECHAT_APPID: 'touristappid',
    WECHAT_SECRET: 'local',
    WECHAT_API: wechat,
    SESSION_SECRET: 'an example, which is long enough to be one',
    FOLDER_KEY: 'another example, just as long as the first',
    COS_BUCKET: Bucket,
    COS_REGION: Region,
    COS_DOMAIN: cos,
    TENCENT_SECRET_ID: SecretId,
    TENCENT_SECRET_KEY: SecretKey,
    STS_ENDPOINT: sts?.host ?? '',
    NODE_EXTRA_CA_CERTS: sts?.certificate ?? '',
  }
}

type Child = ChildProcessByStdio<null, Readable, null>

/** @returns where it answers, once it has said so */
async function start(example: BackendExample, folder: string, env: Record<string, string>, cleanUp: CleanUp) {
  const stdio = ['ignore', 'pipe', 'inherit'] as const
  const started: Child = spawn(process.execPath, [example.main], {
    cwd: folder,
    env: { ...process.env, ...env },
    stdio: [...stdio],
  })
  const ended = once(started, 'close')
  cleanUp.adopt(started, async (child) => {
    child.kill()
    await ended
  })
  for await (const line of createInterface(started.stdout)) {
    const port = /listening on port (\d+)/.exec(line)?.[1]
    if (port) return `http://127.0.0.1:${port}`
  }
  throw new Error(`${example.main} ended without listening`)
}
