import { CosError, isCosError, type CosErrorCode } from '../errors/cos-error'
import { asRecord, asText } from '../platform/as-record'
import type { Environment } from '../platform/environment'
import { callApi, systemInfo } from '../platform/optional-api'
import { albumPermission, requestAlbumPermission } from './permission'

/** What the person, the phone and the platform made of it. */
export type SaveOutcome = 'saved' | 'declined' | 'invalid type'

export interface FileToSave {
  readonly path: string
  readonly contentType: string
}

/** `saveImageToPhotosAlbum:fail cancel`: the person has closed the dialog. */
export const CANCELLED = /\bcancel/i
/** `saveImageToPhotosAlbum:fail invalid file type`. */
export const INVALID_TYPE = /invalid (file )?type|file type/i

/**
 * Saves a file of the phone to its album; on a computer, to the disk.
 * @param requestPermission - asked where the permission was refused before
 * @throws CosError
 */
export async function saveFile(
  environment: Environment,
  file: FileToSave,
  requestPermission: () => boolean | Promise<boolean> = () => requestAlbumPermission(environment),
): Promise<SaveOutcome> {
  if (isComputer(environment)) return attempt(environment, 'saveFileToDisk', file)
  const api = apiFor(file)
  const permission = await albumPermission(environment)
  // WeChat asks once by itself; after a refusal only the settings can change it.
  if (permission === false && !(await requestPermission())) return 'declined'
  try {
    return await attempt(environment, api, file)
  } catch (thrown) {
    if (codeOf(thrown) !== 'PermissionDenied') throw thrown
    const { errMsg } = asRecord(asRecord(thrown).cause)
    // The permission for WeChat itself is the system's to give.
    if (/system/i.test(asText(errMsg))) throw thrown
    // Where the platform does not tell what was decided before, this may be the first that is heard of it.
    const isFirstAnswer = permission === undefined && (await albumPermission(environment)) === false
    if (isFirstAnswer || !(await requestPermission())) return 'declined'
    return attempt(environment, api, file)
  }
}

async function attempt(environment: Environment, api: string, { path: filePath }: FileToSave): Promise<SaveOutcome> {
  try {
    await callApi(environment, api, { filePath })
    return 'saved'
  } catch (thrown) {
    const said = asText(asRecord(asRecord(thrown).cause).errMsg)
    if (CANCELLED.test(said)) return 'declined'
    if (INVALID_TYPE.test(said)) return 'invalid type'
    throw thrown
  }
}

function apiFor({ contentType }: FileToSave): string {
  if (contentType.startsWith('video/')) return 'saveVideoToPhotosAlbum'
  if (contentType.startsWith('image/')) return 'saveImageToPhotosAlbum'
  throw new CosError(
    'Unsupported',
    `The album takes photos and videos, not ${contentType || 'what is of no known type'}`,
    {
      hint: 'Offer it by wx.openDocument or wx.shareFileMessage instead.',
    },
  )
}

function isComputer(environment: Environment): boolean {
  const { platform } = systemInfo(environment)
  const hasDisk = typeof Reflect.get(environment.platform(), 'saveFileToDisk') === 'function'
  return hasDisk && /^(windows|mac)$/.test(asText(platform))
}

function codeOf(thrown: unknown): CosErrorCode | undefined {
  return isCosError(thrown) ? thrown.code : undefined
}
