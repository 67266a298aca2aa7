import { readText, type Content } from './content'

/** A type of files, as it is told by a name and by the first bytes. */
interface FileType {
  readonly type: string
  /** A new file gets the first. */
  readonly extensions: readonly string[]
  /** How such files begin, with a character for each byte. */
  readonly magic?: RegExp
}

/**
 * In the order in which they are tried: the more special before the more general.
 * @see https://en.wikipedia.org/wiki/List_of_file_signatures
 */
// oxlint-disable no-control-regex -- files begin with any bytes
const FILE_TYPES: readonly FileType[] = [
  { type: 'image/jpeg', extensions: ['jpg', 'jpeg'], magic: /^\xff\xd8\xff/ },
  { type: 'image/png', extensions: ['png'], magic: /^\x89PNG/ },
  { type: 'image/gif', extensions: ['gif'], magic: /^GIF8/ },
  { type: 'image/webp', extensions: ['webp'], magic: /^RIFF[^]{4}WEBP/ },
  { type: 'image/bmp', extensions: ['bmp'] },
  { type: 'image/svg+xml', extensions: ['svg'] },
  { type: 'image/heic', extensions: ['heic', 'heif'], magic: /^[^]{4}ftyp(he|mi|ms)/ },
  { type: 'image/avif', extensions: ['avif'], magic: /^[^]{4}ftypavif/ },
  { type: 'video/quicktime', extensions: ['mov'], magic: /^[^]{4}ftypqt/ },
  { type: 'video/webm', extensions: ['webm'], magic: /^\x1aE\xdf\xa3/ },
  { type: 'video/x-msvideo', extensions: ['avi'], magic: /^RIFF[^]{4}AVI/ },
  { type: 'audio/mp4', extensions: ['m4a'], magic: /^[^]{4}ftypM4A/ },
  { type: 'audio/mpeg', extensions: ['mp3'], magic: /^(ID3|\xff[\xfb\xf3\xf2])/ },
  { type: 'audio/aac', extensions: ['aac'] },
  { type: 'audio/wav', extensions: ['wav'], magic: /^RIFF[^]{4}WAVE/ },
  { type: 'audio/ogg', extensions: ['ogg'], magic: /^OggS/ },
  { type: 'video/mp4', extensions: ['mp4', 'm4v'], magic: /^[^]{4}ftyp/ },
  { type: 'application/pdf', extensions: ['pdf'], magic: /^%PDF/ },
  { type: 'application/zip', extensions: ['zip'], magic: /^PK\x03\x04/ },
  { type: 'application/gzip', extensions: ['gz'], magic: /^\x1f\x8b/ },
  { type: 'application/json', extensions: ['json'] },
  { type: 'application/xml', extensions: ['xml'] },
  { type: 'application/msword', extensions: ['doc'] },
  { type: 'application/vnd.ms-excel', extensions: ['xls'] },
  { type: 'application/vnd.ms-powerpoint', extensions: ['ppt'] },
  { type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', extensions: ['docx'] },
  { type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', extensions: ['xlsx'] },
  { type: 'application/vnd.openxmlformats-officedocument.presentationml.presentation', extensions: ['pptx'] },
  { type: 'text/plain', extensions: ['txt'] },
  { type: 'text/html', extensions: ['html', 'htm'] },
  { type: 'text/css', extensions: ['css'] },
  { type: 'text/csv', extensions: ['csv'] },
  { type: 'text/javascript', extensions: ['js'] },
  { type: 'text/markdown', extensions: ['md'] },
]
// oxlint-enable no-control-regex

/** How many bytes of a file tell its type. */
const MAGIC_BYTES = 32

/** The type that the extension of a name says. */
export function typeOfName(name: string): string | undefined {
  const [, extension = ''] = /\.(\w+)$/.exec(name.toLowerCase()) || []
  const found = FILE_TYPES.find(({ extensions }) => extensions.includes(extension))
  return found && found.type
}

/** The type that the first bytes say. */
export async function typeOfBytes(content: Content): Promise<string | undefined> {
  const first = await readText(content, MAGIC_BYTES)
  const found = FILE_TYPES.find(({ magic }) => magic && magic.test(first))
  return found && found.type
}

/** The extension, with its dot, that a path lacks for a file of a type. */
export function missingExtension(path: string, contentType: string): string | undefined {
  const [type] = contentType.split(';')
  const found = FILE_TYPES.find((each) => each.type === type)
  return found && typeOfName(path) !== type ? `.${found.extensions[0]}` : undefined
}
