const FALLBACK = 'application/octet-stream'

/** By extension; the first of a type is the one that new files get. */
const EXTENSIONS: readonly (readonly [type: string, ...extensions: string[]])[] = [
  ['image/jpeg', 'jpg', 'jpeg', 'jfif'],
  ['image/png', 'png'],
  ['image/gif', 'gif'],
  ['image/webp', 'webp'],
  ['image/bmp', 'bmp'],
  ['image/svg+xml', 'svg'],
  ['image/heic', 'heic', 'heif'],
  ['image/avif', 'avif'],
  ['image/tiff', 'tif', 'tiff'],
  ['image/x-icon', 'ico'],
  ['video/mp4', 'mp4', 'm4v'],
  ['video/quicktime', 'mov'],
  ['video/webm', 'webm'],
  ['video/x-msvideo', 'avi'],
  ['video/x-matroska', 'mkv'],
  ['audio/mpeg', 'mp3'],
  ['audio/mp4', 'm4a'],
  ['audio/aac', 'aac'],
  ['audio/wav', 'wav'],
  ['audio/ogg', 'ogg'],
  ['audio/amr', 'amr'],
  ['application/pdf', 'pdf'],
  ['application/zip', 'zip'],
  ['application/gzip', 'gz'],
  ['application/x-rar-compressed', 'rar'],
  ['application/x-7z-compressed', '7z'],
  ['application/json', 'json'],
  ['application/xml', 'xml'],
  ['application/javascript', 'js'],
  ['application/msword', 'doc'],
  ['application/vnd.ms-excel', 'xls'],
  ['application/vnd.ms-powerpoint', 'ppt'],
  ['application/vnd.openxmlformats-officedocument.wordprocessingml.document', 'docx'],
  ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'xlsx'],
  ['application/vnd.openxmlformats-officedocument.presentationml.presentation', 'pptx'],
  ['text/plain', 'txt', 'log'],
  ['text/html', 'html', 'htm'],
  ['text/css', 'css'],
  ['text/csv', 'csv'],
  ['text/markdown', 'md'],
]

/** How files of a type begin, in hex; a dot is any digit. @see https://en.wikipedia.org/wiki/List_of_file_signatures */
const BEGINNINGS: readonly (readonly [type: string, begins: RegExp])[] = [
  ['image/jpeg', /^ffd8ff/],
  ['image/png', /^89504e47/],
  ['image/gif', /^47494638/],
  ['image/webp', /^52494646.{8}57454250/],
  ['image/heic', /^.{8}66747970(68656963|68656978|6d696631|6d736631)/],
  ['image/avif', /^.{8}66747970617669/],
  ['image/tiff', /^(49492a00|4d4d002a)/],
  ['image/bmp', /^424d.{8}0{8}/],
  ['video/quicktime', /^.{8}667479707174/],
  ['audio/mp4', /^.{8}667479704d3441/],
  ['video/mp4', /^.{8}66747970/],
  ['video/webm', /^1a45dfa3/],
  ['video/x-msvideo', /^52494646.{8}41564920/],
  ['audio/wav', /^52494646.{8}57415645/],
  ['audio/mpeg', /^(494433|fff[b32])/],
  ['audio/ogg', /^4f676753/],
  ['audio/amr', /^2321414d52/],
  ['application/pdf', /^255044462d/],
  ['application/zip', /^504b0304/],
  ['application/gzip', /^1f8b/],
  ['application/x-rar-compressed', /^52617221/],
  ['application/x-7z-compressed', /^377abcaf271c/],
]

/** How many bytes of a file tell its type. */
export const TELLING_BYTES = 32

/** The type that the extension of a name says. */
export function typeOfName(name: string): string | undefined {
  const extension = extensionOf(name)
  return EXTENSIONS.find(([, ...extensions]) => extensions.includes(extension))?.[0]
}

/** The type that the first bytes say. */
export function typeOfBytes(first: ArrayBuffer): string | undefined {
  let hex = ''
  for (const byte of new Uint8Array(first)) hex += (byte + 0x100).toString(16).slice(1)
  return BEGINNINGS.find(([, begins]) => begins.test(hex))?.[0]
}

/** What an object is stored as: told by its names, else by its first bytes. */
export async function contentTypeOf(names: readonly string[], firstBytes: () => Promise<ArrayBuffer>): Promise<string> {
  for (const name of names) {
    const type = typeOfName(name)
    if (type) return type
  }
  return typeOfBytes(await firstBytes()) ?? FALLBACK
}

/** The extension that a path lacks, with its dot: told by the first bytes, else by the type that the server says. */
export function missingExtension(path: string, first: ArrayBuffer, contentType: string): string | undefined {
  const type = typeOfBytes(first) ?? (contentType.split(';')[0] ?? '').trim().toLowerCase()
  const known = EXTENSIONS.find(([name]) => name === type)
  if (!known) return undefined
  const [, ...extensions] = known
  return extensions.includes(extensionOf(path)) ? undefined : `.${extensions[0] ?? ''}`
}

function extensionOf(name: string): string {
  return (/\.(\w+)$/.exec(name)?.[1] ?? '').toLowerCase()
}
