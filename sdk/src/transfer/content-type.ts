/** Each type with its extensions, of which new files get the first; without any, the subtype is the extension. */
const TYPES = `image/jpeg jpg jpeg jfif,image/png,image/gif,image/webp,image/bmp,image/svg+xml svg,image/heic heic heif
image/avif,image/tiff tif tiff,image/x-icon ico
video/mp4 mp4 m4v,video/quicktime mov,video/webm,video/x-msvideo avi,video/x-matroska mkv
audio/mpeg mp3,audio/mp4 m4a,audio/aac,audio/wav,audio/ogg,audio/amr
application/pdf,application/zip,application/gzip gz,application/x-rar-compressed rar
application/x-7z-compressed 7z,application/json,application/xml,application/javascript js
application/msword doc,application/vnd.ms-excel xls,application/vnd.ms-powerpoint ppt
application/vnd.openxmlformats-officedocument.wordprocessingml.document docx
application/vnd.openxmlformats-officedocument.spreadsheetml.sheet xlsx
application/vnd.openxmlformats-officedocument.presentationml.presentation pptx
text/plain txt log,text/html html htm,text/css,text/csv,text/markdown md`

// oxlint-disable no-control-regex -- bytes are matched here, not text
/** How files of an extension begin. @see https://en.wikipedia.org/wiki/List_of_file_signatures */
const BEGINNINGS: readonly (readonly [extension: string, begins: RegExp])[] = [
  ['jpg', /^\xff\xd8\xff/],
  ['png', /^\x89PNG/],
  ['gif', /^GIF8/],
  ['webp', /^RIFF[^]{4}WEBP/],
  ['heic', /^[^]{4}ftyp(hei[cx]|m[is]f1)/],
  ['avif', /^[^]{4}ftypavi/],
  ['tif', /^(II\*\0|MM\0\*)/],
  ['bmp', /^BM[^]{4}\0{4}/],
  ['mov', /^[^]{4}ftypqt/],
  ['m4a', /^[^]{4}ftypM4A/],
  ['mp4', /^[^]{4}ftyp/],
  ['webm', /^\x1aE\xdf\xa3/],
  ['avi', /^RIFF[^]{4}AVI /],
  ['wav', /^RIFF[^]{4}WAVE/],
  ['mp3', /^(ID3|\xff[\xfb\xf3\xf2])/],
  ['ogg', /^OggS/],
  ['amr', /^#!AMR/],
  ['pdf', /^%PDF-/],
  ['zip', /^PK\x03\x04/],
  ['gz', /^\x1f\x8b/],
  ['rar', /^Rar!/],
  ['7z', /^7z\xbc\xaf'\x1c/],
]
// oxlint-enable no-control-regex

/** How many bytes of a file tell its type. */
export const TELLING_BYTES = 32

/** A type, and the extensions of its files. */
function entries(): { type: string; extensions: string[] }[] {
  return TYPES.split(/[,\n]/).map((entry) => {
    const [type = '', ...extensions] = entry.split(' ')
    return { type, extensions: extensions.length ? extensions : [type.replace(/.*\//, '')] }
  })
}

/** The type that the extension of a name says. */
export function typeOfName(name: string): string | undefined {
  const extension = extensionOf(name)
  const entry = entries().find(({ extensions }) => extensions.includes(extension))
  return entry && entry.type
}

/** The type that the first bytes say. */
export function typeOfBytes(first: ArrayBuffer): string | undefined {
  const text = textOfBytes(first)
  const beginning = BEGINNINGS.find(([, begins]) => begins.test(text))
  return beginning && typeOfName(`.${beginning[0]}`)
}

/** Bytes as characters below 256. */
export function textOfBytes(bytes: ArrayBuffer): string {
  return String.fromCharCode(...new Uint8Array(bytes))
}

/** What an object is stored as: told by its names, else by its first bytes. */
export async function contentTypeOf(names: readonly string[], firstBytes: () => Promise<ArrayBuffer>): Promise<string> {
  const [type = typeOfBytes(await firstBytes())] = names.map(typeOfName).filter(Boolean)
  return type || 'application/octet-stream'
}

/** The extension that a path lacks, with its dot: told by the first bytes, else by the type that the server says. */
export function missingExtension(path: string, first: ArrayBuffer, contentType: string): string | undefined {
  const wanted = typeOfBytes(first) || contentType.replace(/;.*/, '').trim().toLowerCase()
  const entry = entries().find(({ type }) => type === wanted)
  return entry && !entry.extensions.includes(extensionOf(path)) ? `.${entry.extensions[0] || ''}` : undefined
}

function extensionOf(name: string): string {
  const [, extension = ''] = /\.(\w+)$/.exec(name) || []
  return extension.toLowerCase()
}
