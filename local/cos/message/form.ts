import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import busboy from 'busboy'
import type { Call } from '../call'
import { invalidArgument, Rejection } from './rejection'

/** A `multipart/form-data` body, read as far as its file. */
export interface UploadForm {
  /** By lower-case name. What comes after the file does not count. */
  fields: ReadonlyMap<string, string>
  fileName: string
  file: AsyncIterable<Uint8Array>
  /** Lets go of the file, wherever its reading has come to: the rest of the form is dropped. */
  close(): void
}

const LIMITS = { files: 1, fields: 100, fieldSize: 64 * 1024, parts: 101 }

/** @throws {Rejection} `MalformedPOSTRequest` */
export async function readForm({ headers, body }: Call): Promise<UploadForm> {
  const parser = startParser(headers.get('content-type') ?? '')
  const fields = new Map<string, string>()
  return new Promise((resolve, reject) => {
    let isRefused = false
    const refuse = (rejection: Rejection) => {
      isRefused = true
      reject(rejection)
    }
    parser.on('field', (name, value) => {
      const id = name.toLowerCase()
      if (fields.has(id)) refuse(invalidArgument('A field of the form is given twice.'))
      fields.set(id, value)
    })
    parser.on('file', (name, file, { filename }) => {
      // Whoever reads the file gets the error; where nobody does, an error without a listener would end the process.
      file.on('error', () => undefined)
      if (name !== 'file') refuse(malformedForm())
      if (isRefused) return file.resume()
      resolve({
        fields: new Map(fields),
        fileName: filename ?? '',
        file: file.iterator({ destroyOnReturn: false }),
        close: () => file.resume(),
      })
    })
    // With a file this comes too late to matter; an error then reaches the file's own stream as well.
    const tooLate = () => refuse(malformedForm())
    pipeline(Readable.from(body), parser).then(tooLate, tooLate)
  })
}

function startParser(contentType: string): busboy.Busboy {
  try {
    return busboy({ headers: { 'content-type': contentType }, limits: LIMITS, defParamCharset: 'utf8' })
  } catch {
    throw malformedForm()
  }
}

function malformedForm(): Rejection {
  return new Rejection(
    400,
    'MalformedPOSTRequest',
    'The body of your POST request is not well-formed multipart/form-data.',
  )
}
