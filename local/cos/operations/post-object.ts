import { answer, xmlAnswer } from '../message/answer'
import { fromFields, fromText, TOKEN_NAMES } from '../access/authorization'
import { authorize, type Call, type Operation } from '../call'
import { urlEncodePath } from '../message/encode'
import { readForm, type UploadForm } from '../message/form'
import { checkFormPolicy, type SizeRange } from '../message/form-policy'
import type { RawResponse } from '../handler'
import type { Headers } from '../message/headers'
import { checkEqual, checkTimes, type Identity } from '../access/identity'
import { checkKey } from '../catalog/key'
import type { StoredObject } from '../catalog/objects'
import { readProperties } from '../catalog/properties'
import { readTrafficLimit, throttle } from '../message/traffic-limit'
import { accessDenied, entityTooLarge, incompleteBody, Rejection } from '../message/rejection'
import type { Service } from '../service'
import { sha1, signature, signKey } from '../access/signature'
import { checkSignature, checkStrict } from '../access/verify'
import { publishWritten } from './put-object'

/** POST Object: an upload by an HTML form, or by `wx.uploadFile`. */
export const postObject: Operation = async (call, service) => {
  const form = await readForm(call)
  try {
    return await storeForm(call, service, form)
  } finally {
    form.close()
  }
}

async function storeForm(request: Call, service: Service, form: UploadForm): Promise<RawResponse> {
  const key = (form.fields.get('key') ?? '').replaceAll('${filename}', form.fileName)
  if (key === '') throw accessDenied('The form names no key.')
  checkKey(key)
  const call = { ...request, key, headers: formHeaders(request.headers, form) }
  const { identity, range } = authenticate(call, service, form)
  const signed = { ...call, identity }
  authorize(signed, service, 'PostObject')
  const properties = readProperties(signed)
  const file = throttle(within(form.file, range), readTrafficLimit(signed), service.sleep)
  const written = await service.contents.write(file)
  return formAnswer(call, form, await publishWritten(signed, service, written, properties))
}

/** The fields of a form stand for the headers that a PUT would have. */
function formHeaders(headers: Headers, { fields }: UploadForm): Headers {
  const own = [...headers].filter(([name]) => name !== 'content-type' && name !== 'content-md5')
  const acl = fields.get('acl')
  return new Map([...own, ...fields, ...(acl === undefined ? [] : [['x-cos-acl', acl] as const])])
}

function authenticate(call: Call, service: Service, form: UploadForm): { identity: Identity; range: SizeRange } {
  const policy = form.fields.get('policy')
  const anySize = { min: 0, max: service.maxObjectSize }
  if (policy === undefined) return { identity: bySignatureField(call, service), range: anySize }
  const text = Buffer.from(policy, 'base64').toString('utf8')
  const identity = byPolicy(call, service, form, text)
  const fields = new Map([...form.fields, ['key', call.key] as const, ['bucket', call.bucket] as const])
  return { identity, range: checkFormPolicy(text, withSignTime(fields), { now: call.now, max: anySize.max }) }
}

/** Its condition speaks of `q-sign-time`, its field is called `q-key-time`. */
function withSignTime(fields: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  return new Map([['q-sign-time', fields.get('q-key-time') ?? ''], ...fields])
}

function byPolicy(call: Call, service: Service, { fields }: UploadForm, text: string): Identity {
  const keyTime = fields.get('q-key-time')
  const absent: Readonly<Record<string, string | undefined>> = {
    'q-sign-time': keyTime,
    'q-header-list': '',
    'q-url-param-list': '',
  }
  const token = TOKEN_NAMES.map((name) => fields.get(name)).find(Boolean)
  const authorization = fromFields((name) => fields.get(name) ?? absent[name], 'header', token)
  const seconds = Math.floor(call.now / 1000)
  const identity = service.identities.find(authorization, seconds)
  checkTimes(authorization, seconds)
  const expected = signature(signKey(identity.secretKey, authorization.keyTime), sha1(text))
  checkEqual(expected, authorization.signature)
  return identity
}

/** What the official SDK sends: in the field `Signature` the `Authorization` of a POST to the bucket. */
function bySignatureField(call: Call, service: Service): Identity {
  const text = call.headers.get('signature')
  if (text === undefined) throw accessDenied()
  const token = TOKEN_NAMES.map((name) => call.headers.get(name)).find(Boolean)
  const authorization = fromText(text, 'header', token)
  const seconds = Math.floor(call.now / 1000)
  const identity = service.identities.find(authorization, seconds)
  checkTimes(authorization, seconds)
  checkStrict(call, authorization, service.strict)
  checkSignature(call, authorization, identity)
  return identity
}

async function* within(file: AsyncIterable<Uint8Array>, { min, max }: SizeRange): AsyncGenerator<Uint8Array> {
  let size = 0
  try {
    for await (const chunk of file) {
      size += chunk.length
      if (size > max) throw entityTooLarge()
      yield chunk
    }
  } catch (error) {
    // Whatever else the parser says, the form has ended early.
    throw error instanceof Rejection ? error : incompleteBody()
  }
  if (size < min) throw new Rejection(400, 'EntityTooSmall', 'Your proposed upload is smaller than the minimum size.')
}

function formAnswer({ bucket, key, headers }: Call, { fields }: UploadForm, { etag, crc64 }: StoredObject) {
  const Location = `http://${headers.get('host') ?? ''}/${urlEncodePath(key)}`
  const facts = [
    ['ETag', etag],
    ['Location', Location],
    ['x-cos-hash-crc64ecma', crc64],
  ] as const
  const status = fields.get('success_action_status')
  if (status === '201') return xmlAnswer(201, 'PostResponse', { Location, Bucket: bucket, Key: key, ETag: etag }, facts)
  return answer(status === '200' ? 200 : 204, facts)
}
