import { readText, type Content } from './content'

/**
 * A type of files, as it is told by a name and by the first bytes.
 * @param extensions - a new file gets the first
 * @param magic - how such files begin, with a character for each byte
 */
type FileType = readonly [type: string, extensions: readonly string[], magic?: RegExp]

/**
 * In the order in which they are tried: the more special before the more general.
 * @see https://en.wikipedia.org/wiki/List_of_file_signatures
 */
// oxlint-disable no-control-regex -- files begin with any bytes
const FILE_TYPES: readonly FileType[] = [
  ['image/jpeg', ['jpg', 'jpeg'], /^\xff\xd8\xff/],
  ['image/png', ['png'], /^\x89PNG/],
  ['image/gif', ['gif'], /^GIF8/],
  ['image/webp', ['webp'], /^RIFF[^]{4}WEBP/],
  ['image/bmp', ['bmp']],
  ['image/svg+xml', ['svg']],
  ['image/heic', ['heic', 'heif'], /^[^]{4}ftyp(he|mi|ms)/],
  ['image/avif', ['avif'], /^[^]{4}ftypavif/],
  ['video/quicktime', ['mov'], /^[^]{4}ftypqt/],
  ['video/webm', ['webm'], /^\x1aE\xdf\xa3/],
  ['video/x-msvideo', ['avi'], /^RIFF[^]{4}AVI/],
  ['audio/mp4', ['m4a'], /^[^]{4}ftypM4A/],
  ['audio/mpeg', ['mp3'], /^(ID3|\xff[\xfb\xf3\xf2])/],
  ['audio/aac', ['aac']],
  ['audio/wav', ['wav'], /^RIFF[^]{4}WAVE/],
  ['audio/ogg', ['ogg'], /^OggS/],
  ['video/mp4', ['mp4', 'm4v'], /^[^]{4}ftyp/],
  ['application/pdf', ['pdf'], /^%PDF/],
  ['application/zip', ['zip'], /^PK\x03\x04/],
  ['application/gzip', ['gz'], /^\x1f\x8b/],
  ['application/json', ['json']],
  ['application/xml', ['xml']],
  ['application/msword', ['doc']],
  ['application/vnd.ms-excel', ['xls']],
  ['application/vnd.ms-powerpoint', ['ppt']],
  ['application/vnd.openxmlformats-officedocument.wordprocessingml.document', ['docx']],
  ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', ['xlsx']],
  ['application/vnd.openxmlformats-officedocument.presentationml.presentation', ['pptx']],
  ['text/plain', ['txt']],
  ['text/html', ['html', 'htm']],
  ['text/css', ['css']],
  ['text/csv', ['csv']],
  ['text/javascript', ['js']],
  ['text/markdown', ['md']],
]
// oxlint-enable no-control-regex

/** How many bytes of a file tell its type. */
const MAGIC_BYTES = 32

/** The type that the extension of a name says. */
export function typeOfName(name: string): string | undefined {
  const [, extension = ''] = /\.(\w+)$/.exec(name.toLowerCase()) || []
  const found = FILE_TYPES.find(([, extensions]) => extensions.includes(extension))
  return found && found[0]
}

/** The type that the first bytes say. */
export function typeOfBytes(content: Content): Promise<string | undefined> {
  return readText(content, MAGIC_BYTES).then((first) => {
    const found = FILE_TYPES.find(([, , magic]) => magic && magic.test(first))
    return found && found[0]
  })
}

/** The extension, with its dot, that a path lacks for a file of a type. */
export function missingExtension(path: string, contentType: string): string | undefined {
  const [type] = contentType.split(';')
  const found = FILE_TYPES.find((each) => each[0] === type)
  return found && typeOfName(path) !== type ? `.${found[1][0]}` : undefined
}
