import { Presigner } from 'cos-miniprogram/presign'
import { renderSample, samples, type Sample } from './samples'

/** A COS, and a key that may write to it. */
export interface SeedTarget {
  /** Such as `http://127.0.0.1:5182`. */
  url: string
  SecretId: string
  SecretKey: string
  /** Where the pictures go, such as `samples/`. */
  prefix: string
}

/** Draws and stores those sample pictures that are not there yet. */
export async function seedSamples(target: SeedTarget): Promise<void> {
  await Promise.all(samples.map((sample) => seed(sample, target)))
}

async function seed(sample: Sample, target: SeedTarget): Promise<void> {
  const found = await send(target, 'HEAD', sample.name)
  if (found.status !== 404) return checkStatus(found, sample)
  const { bytes, contentType } = await renderSample(sample)
  await checkStatus(await send(target, 'PUT', sample.name, { bytes, contentType }), sample)
}

async function checkStatus(response: Response, { name }: Sample): Promise<void> {
  if (!response.ok) throw new Error(`the local COS answered ${response.status} for ${name}: ${await response.text()}`)
}

/** Asks for an object below the prefix, or stores it there, with the permanent key. */
export function send(
  { url, SecretId, SecretKey, prefix }: SeedTarget,
  Method: 'HEAD' | 'PUT',
  name: string,
  content?: { bytes: Buffer; contentType: string },
): Promise<Response> {
  const Key = `${prefix}${name}`
  const Headers: Record<string, string> = { host: new URL(url).host }
  if (content) Headers['content-type'] = content.contentType
  const authorization = Presigner.getAuthorization({ SecretId, SecretKey, Method, Key, Headers })
  const path = Key.split('/').map(encodeURIComponent).join('/')
  const body = content ? { body: new Uint8Array(content.bytes) } : {}
  return fetch(`${url}/${path}`, { method: Method, headers: { ...Headers, authorization }, ...body })
}
