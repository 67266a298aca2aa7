import { open, type FileHandle } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import path from 'node:path'
import { types } from 'node:util'
import { pipeline } from 'node:stream/promises'
import { listen, type Listening } from '../http/listen'

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.map': 'application/json',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.gif': 'image/gif',
  '.webp': 'image/webp',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
}

/** What `serveHost` serves, and where. */
export interface ServeOptions {
  /** The folder that `buildHost` wrote. */
  folder: string
  /** 0 takes any free port. */
  port: number
}

/** Serves a built host on loopback. Rejects with a message that names the port where it is taken. */
export async function serveHost({ folder, port }: ServeOptions): Promise<Listening> {
  const root = path.resolve(folder)
  const listening = await listen((request, response) => answer(root, request, response), { port })
  return { ...listening, url: `${listening.url}/` }
}

async function answer(root: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const name = fileName(root, request.url ?? '/')
  let file: FileHandle | undefined
  try {
    file = name === undefined ? undefined : await openFile(name)
  } catch {
    // Too many open files, for one: the next request may find fewer.
    return refuse(response, 503, 'Try again')
  }
  if (name === undefined || file === undefined) return refuse(response, 404, 'Not found')
  const contentType = CONTENT_TYPES[path.extname(name)] ?? 'application/octet-stream'
  response.writeHead(200, { 'content-type': contentType, 'cache-control': 'no-cache' })
  await pipeline(file.createReadStream(), response)
}

function refuse(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'content-type': 'text/plain' }).end(`${text}\n`)
}

function fileName(root: string, target: string): string | undefined {
  // By hand: `new URL` throws at `//`, which it takes for a host without a name.
  const pathname = decode(target.replace(/[?#].*$/s, ''))
  const name = path.join(root, pathname.endsWith('/') ? `${pathname}index.html` : pathname)
  return name.startsWith(root + path.sep) && !name.includes('\0') ? name : undefined
}

const ABSENT: readonly unknown[] = ['ENOENT', 'ENOTDIR', 'EISDIR', 'EACCES', 'ENAMETOOLONG', 'ELOOP']

/** `undefined` where there is no such file; throws where it cannot be opened now. */
async function openFile(name: string): Promise<FileHandle | undefined> {
  try {
    const file = await open(name)
    if ((await file.stat()).isFile()) return file
    await file.close()
  } catch (error) {
    if (!(types.isNativeError(error) && 'code' in error && ABSENT.includes(error.code))) throw error
  }
  return undefined
}

function decode(pathname: string): string {
  try {
    return decodeURIComponent(pathname)
  } catch {
    return pathname
  }
}
