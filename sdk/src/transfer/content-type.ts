import { readText, type Content } from '../platform/files'

/**
 * Subtypes with their extensions, of which new files get the first (where none is said, the subtype is it), and how
 * such files begin, at byte 0, 4 or 8.
 * @see https://en.wikipedia.org/wiki/List_of_file_signatures
 */
const TYPES = `image/ jpeg:jpg|jpeg:\\xff\\xd8\\xff png::\\x89PNG gif::GIF8 webp::WEBP bmp svg+xml:svg \
heic:heic|heif:ftyp(he|mi|ms) avif::ftypavif \
video/ quicktime:mov:ftypqt webm::\\x1aE\\xdf\\xa3 x-msvideo:avi:AVI \
audio/ mp4:m4a:ftypM4A mpeg:mp3:ID3|\\xff[\\xfb\\xf3\\xf2] aac wav::WAVE ogg::OggS \
video/ mp4:mp4|m4v:ftyp \
application/ pdf::%PDF zip::PK\\x03\\x04 gzip:gz:\\x1f\\x8b json xml msword:doc vnd.ms-excel:xls vnd.ms-powerpoint:ppt \
vnd.openxmlformats-officedocument.wordprocessingml.document:docx vnd.openxmlformats-officedocument.spreadsheetml.sheet:xlsx vnd.openxmlformats-officedocument.presentationml.presentation:pptx \
text/ plain:txt|log html:html|htm css csv javascript:js markdown:md`

/** How many bytes of a file tell its type. */
const TELLING_BYTES = 32

/** Type and extensions of the first that fits. */
function find(fits: (type: string, extensions: string, begin: string) => boolean): readonly string[] {
  let kind = ''
  for (const word of TYPES.split(' ')) {
    const [subtype = '', extensions, begin = ''] = word.split(':')
    const type = kind + subtype
    if (word.endsWith('/')) kind = word
    else if (fits(type, extensions || subtype, begin)) return [type, extensions || subtype]
  }
  return []
}

/** The type that the extension of a name says. */
export function typeOfName(name: string): string | undefined {
  return find((_, extensions) => RegExp(`\\.(${extensions})$`, 'i').test(name))[0]
}

/** The type that the first bytes say. */
export async function typeOfBytes(content: Content): Promise<string | undefined> {
  const first = await readText(content, TELLING_BYTES)
  return find((_type, _extensions, begin) => !!begin && RegExp(`^([^]{4}){0,2}(${begin})`).test(first))[0]
}

/** The extension, with its dot, that a path lacks for a file of a type. */
export function missingExtension(path: string, contentType: string): string | undefined {
  const [type, extensions] = find((each) => each === contentType.split(';')[0])
  return extensions && typeOfName(path) !== type ? `.${extensions.split('|')[0]}` : undefined
}
