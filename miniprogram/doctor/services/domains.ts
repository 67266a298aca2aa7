import type { DiagnosedApp } from './app'
import { info, type Chapter, type Finding } from './finding'

/** Which hosts have to be in which list of the WeChat console. */
export async function domainsChapter(app: DiagnosedApp): Promise<Chapter> {
  const backend = originOf(app.backend())
  try {
    return { id: 'domains', findings: domainFindings(backend, bucketOrigin(await app.bucket())) }
  } catch {
    return { id: 'domains', findings: domainFindings(backend, '') }
  }
}

/** `request` is for both; pictures and files come by `downloadFile`. */
export function domainFindings(backend: string, bucket: string): Finding[] {
  const request = [backend, bucket].filter(Boolean).join('\n')
  const insecure = [backend, bucket].some((origin) => origin.startsWith('http:'))
  return [
    info('domain.request', request),
    info('domain.downloadFile', bucket || '?'),
    ...(insecure ? [{ id: 'domain.https', verdict: 'warning' as const, value: 'http', advice: 'useHttps' }] : []),
  ]
}

/** The bucket's own host, unless it has another one. */
export function bucketOrigin({ Bucket, Region, Domain }: { Bucket: string; Region: string; Domain?: string }): string {
  const host = (Domain || `${Bucket}.cos.${Region}.myqcloud.com`)
    .replace('{Bucket}', Bucket)
    .replace('{Region}', Region)
  return originOf(/^\w+:\/\//.test(host) ? host : `https://${host}`)
}

function originOf(url: string): string {
  return /^\w+:\/\/[^/?]+/.exec(url)?.[0] ?? url
}
