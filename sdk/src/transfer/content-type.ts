const OFFICE = 'application/vnd.openxmlformats-officedocument.'

/** By extension; the first of a type is the one that new files get. */
const TYPES = `image/jpeg jpg jpeg,image/png png,image/gif gif,image/webp webp,image/bmp bmp,image/svg+xml svg,\
image/heic heic heif,image/avif avif,image/tiff tif tiff,video/mp4 mp4 m4v,video/quicktime mov,video/webm webm,\
video/x-msvideo avi,video/x-matroska mkv,audio/mpeg mp3,audio/mp4 m4a,audio/aac aac,audio/wav wav,audio/ogg ogg,\
audio/amr amr,application/pdf pdf,application/zip zip,application/gzip gz,application/x-rar-compressed rar,\
application/x-7z-compressed 7z,application/json json,application/xml xml,application/msword doc,\
application/vnd.ms-excel xls,application/vnd.ms-powerpoint ppt,${OFFICE}wordprocessingml.document docx,\
${OFFICE}spreadsheetml.sheet xlsx,${OFFICE}presentationml.presentation pptx,text/plain txt log,text/html html htm,\
text/css css,text/javascript js,text/csv csv,text/markdown md`

// oxlint-disable no-control-regex -- bytes are matched here, not text
/** How files begin, by extension. @see https://en.wikipedia.org/wiki/List_of_file_signatures */
const BEGINNINGS: Readonly<Record<string, RegExp>> = {
  jpg: /^\xff\xd8\xff/,
  png: /^\x89PNG/,
  gif: /^GIF8/,
  webp: /^RIFF[^]{4}WEBP/,
  wav: /^RIFF[^]{4}WAVE/,
  avi: /^RIFF[^]{4}AVI /,
  heic: /^[^]{4}ftyp(he|mif|msf)/,
  avif: /^[^]{4}ftypavif/,
  mov: /^[^]{4}ftypqt/,
  m4a: /^[^]{4}ftypM4A/,
  mp4: /^[^]{4}ftyp/,
  webm: /^\x1aE\xdf\xa3/,
  mp3: /^(ID3|\xff[\xfb\xf3\xf2])/,
  ogg: /^OggS/,
  amr: /^#!AMR/,
  pdf: /^%PDF/,
  zip: /^PK\x03\x04/,
  gz: /^\x1f\x8b/,
  rar: /^Rar!/,
  '7z': /^7z\xbc\xaf/,
}
// oxlint-enable no-control-regex

/** How many bytes of a file tell its type. */
export const TELLING_BYTES = 32

/** The type and the extensions of what has this one of them, or is of this type. */
function entryOf(word: string): string[] {
  const entries = TYPES.split(',').map((entry) => entry.split(' '))
  return entries.find((entry) => entry.includes(word)) || []
}

/** The type that the extension of a name says. */
export function typeOfName(name: string): string | undefined {
  return entryOf(extensionOf(name))[0]
}

/** The type that the first bytes say. */
export function typeOfBytes(first: ArrayBuffer): string | undefined {
  const text = textOfBytes(first)
  const [begun] = Object.entries(BEGINNINGS).filter(([, begins]) => begins.test(text))
  return begun && entryOf(begun[0])[0]
}

/** Bytes as characters below 256. */
export function textOfBytes(bytes: ArrayBuffer): string {
  return String.fromCharCode(...new Uint8Array(bytes))
}

/** What an object is stored as: told by its names, else by its first bytes. */
export async function contentTypeOf(names: readonly string[], firstBytes: () => Promise<ArrayBuffer>): Promise<string> {
  const [type] = names.map(typeOfName).filter(Boolean)
  return type || typeOfBytes(await firstBytes()) || 'application/octet-stream'
}

/** The extension that a path lacks, with its dot: told by the first bytes, else by the type that the server says. */
export function missingExtension(path: string, first: ArrayBuffer, contentType: string): string | undefined {
  const type = typeOfBytes(first) || contentType.replace(/;.*/, '').trim().toLowerCase()
  const [, ...extensions] = entryOf(type)
  return extensions[0] && !extensions.includes(extensionOf(path)) ? `.${extensions[0]}` : undefined
}

/** In lower case; empty where there is none. */
function extensionOf(name: string): string {
  return (/\.(\w+)$/.exec(name.toLowerCase()) || ['', ''])[1]
}
