// The one file to change where this folder is copied to another app.
import type { CredentialsRequest, COS } from 'cos-miniprogram'
import { backendAddress, samplesPrefix } from '../../config'
import { bucketConfig, cosClient, fetchCredentials } from '../../services/client'
import { requestLog, type RequestRecord } from '../../services/request-log'
import { session } from '../../services/session'
import { dressPage } from '../../texts/chrome'
import { currentLanguage } from '../../texts/language'

/** What the diagnosis needs of the app that it looks into. */
export interface DiagnosedApp {
  /** `zh` or `en`. */
  language(): 'zh' | 'en'
  /** Gives the page its title, and the looks of the app; answers the class of its outermost element. */
  dressPage(title: string): { theme: string }
  /** Address of the credentials backend. */
  backend(): string
  /** Where the bucket is. */
  bucket(): Promise<{ Bucket: string; Region: string; Domain?: string }>
  /** Logs in where that is not done yet; resolves to where this person's objects lie. */
  prefix(): Promise<string>
  client(): Promise<COS>
  /** The backend's answer, as it came. */
  credentials(request: CredentialsRequest): Promise<Record<string, unknown>>
  /** A folder that everybody may read; empty where there is none. */
  sharedPrefix: string
  /** The last requests, the newest first. */
  requests(): readonly RequestRecord[]
}

/** The demo. */
export const app: DiagnosedApp = {
  language: currentLanguage,
  dressPage,
  backend: backendAddress,
  bucket: bucketConfig,
  prefix: async () => (await session()).Prefix,
  client: cosClient,
  credentials: fetchCredentials,
  sharedPrefix: samplesPrefix,
  requests: requestLog,
}
