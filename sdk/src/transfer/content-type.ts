/** Subtypes with their extensions, of which new files get the first; where none is said, the subtype is it. */
const TYPES = `image jpeg:jpg:jpeg png gif webp bmp svg+xml:svg heic:heic:heif avif
video mp4:mp4:m4v quicktime:mov webm x-msvideo:avi
audio mpeg:mp3 mp4:m4a aac wav ogg
application pdf zip gzip:gz json xml msword:doc vnd.ms-excel:xls \
vnd.ms-powerpoint:ppt OFFICEwordprocessingml.document:docx OFFICEspreadsheetml.sheet:xlsx \
OFFICEpresentationml.presentation:pptx
text plain:txt:log html:html:htm css javascript:js csv markdown:md`

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
  pdf: /^%PDF/,
  zip: /^PK\x03\x04/,
  gz: /^\x1f\x8b/,
}
// oxlint-enable no-control-regex

/** How many bytes of a file tell its type. */
export const TELLING_BYTES = 32

/** The type and the extensions of what has this one of them, or is of this type. */
function entryOf(word: string): string[] {
  for (const group of TYPES.replace(/OFFICE/g, 'vnd.openxmlformats-officedocument.').split('\n')) {
    const [kind, ...subtypes] = group.split(' ')
    for (const each of subtypes) {
      const [subtype = '', ...extensions] = each.split(':')
      const entry = [`${kind}/${subtype}`].concat(extensions.length ? extensions : subtype)
      if (entry.includes(word)) return entry
    }
  }
  return []
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
