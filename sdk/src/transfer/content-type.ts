const FALLBACK = 'application/octet-stream'
const OFFICE = 'application/vnd.openxmlformats-officedocument.'

/** By extension; the first of a type is the one that new files get. */
const EXTENSIONS: Readonly<Record<string, string>> = {
  'image/jpeg': 'jpg jpeg',
  'image/png': 'png',
  'image/gif': 'gif',
  'image/webp': 'webp',
  'image/bmp': 'bmp',
  'image/svg+xml': 'svg',
  'image/heic': 'heic heif',
  'image/avif': 'avif',
  'video/mp4': 'mp4 m4v',
  'video/quicktime': 'mov',
  'video/webm': 'webm',
  'video/x-msvideo': 'avi',
  'audio/mpeg': 'mp3',
  'audio/mp4': 'm4a',
  'audio/aac': 'aac',
  'audio/wav': 'wav',
  'audio/ogg': 'ogg',
  'application/pdf': 'pdf',
  'application/zip': 'zip',
  'application/gzip': 'gz',
  'application/json': 'json',
  'application/xml': 'xml',
  'application/msword': 'doc',
  'application/vnd.ms-excel': 'xls',
  'application/vnd.ms-powerpoint': 'ppt',
  [`${OFFICE}wordprocessingml.document`]: 'docx',
  [`${OFFICE}spreadsheetml.sheet`]: 'xlsx',
  [`${OFFICE}presentationml.presentation`]: 'pptx',
  'text/plain': 'txt log',
  'text/html': 'html htm',
  'text/css': 'css',
  'text/javascript': 'js',
  'text/csv': 'csv',
  'text/markdown': 'md',
}

/** How files begin, in hex, by extension. @see https://en.wikipedia.org/wiki/List_of_file_signatures */
const BEGINNINGS: Readonly<Record<string, RegExp>> = {
  jpg: /^ffd8ff/,
  png: /^89504e47/,
  gif: /^47494638/,
  webp: /^52494646.{8}57454250/,
  wav: /^52494646.{8}57415645/,
  avi: /^52494646.{8}41564920/,
  heic: /^.{8}66747970(6865|6d6966|6d7366)/,
  avif: /^.{8}6674797061766966/,
  mov: /^.{8}667479707174/,
  m4a: /^.{8}667479704d3441/,
  mp4: /^.{8}66747970/,
  webm: /^1a45dfa3/,
  mp3: /^(494433|fff[b32])/,
  ogg: /^4f676753/,
  pdf: /^25504446/,
  zip: /^504b0304/,
  gz: /^1f8b/,
}

/** How many bytes of a file tell its type. */
export const TELLING_BYTES = 32

/** The type that the extension of a name says. */
export function typeOfName(name: string): string | undefined {
  const extension = extensionOf(name)
  return Object.keys(EXTENSIONS).find((type) => extensionsOf(type).includes(extension))
}

/** The type that the first bytes say. */
export function typeOfBytes(first: ArrayBuffer): string | undefined {
  let hex = ''
  for (const byte of new Uint8Array(first)) hex += (byte + 0x100).toString(16).slice(1)
  const extension = Object.keys(BEGINNINGS).find((each) => BEGINNINGS[each]?.test(hex))
  return extension && typeOfName(`.${extension}`)
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
  const extensions = extensionsOf(typeOfBytes(first) ?? (contentType.split(';')[0] ?? '').trim().toLowerCase())
  return extensions[0] && !extensions.includes(extensionOf(path)) ? `.${extensions[0]}` : undefined
}

function extensionsOf(type: string): string[] {
  return EXTENSIONS[type]?.split(' ') ?? []
}

function extensionOf(name: string): string {
  return (/\.(\w+)$/.exec(name)?.[1] ?? '').toLowerCase()
}
