import { xmlAnswer } from '../message/answer'
import { readDocument } from '../message/body'
import { authorize, type Call, type Operation } from '../call'
import { checkKey } from '../catalog/key'
import { malformedXml, Rejection } from '../message/rejection'
import type { Service } from '../service'
import { children, childText, readXml } from '../message/xml'

/** Delete Multiple Objects: each key is judged by itself. */
export const deleteObjects: Operation = async (call, service) => {
  if (!call.identity) authorize(call, service, 'DeleteObject')
  const request = readXml(await readDocument(call), 'Delete')
  const keys = children(request, 'Object').map((object) => childText(object, 'Key'))
  if (keys.length === 0 || keys.length > 1000) throw malformedXml()
  const outcomes = await Promise.all(keys.map((key) => deleteOne(call, service, key)))
  const isQuiet = Object.hasOwn(request, 'Quiet') && request.Quiet === 'true'
  return xmlAnswer(200, 'DeleteResult', {
    Deleted: isQuiet ? [] : outcomes.filter((outcome) => !outcome.Code).map(({ Key }) => ({ Key })),
    Error: outcomes.filter((outcome) => outcome.Code),
  })
}

interface Outcome {
  [name: string]: string | undefined
  Key: string
  Code?: string
  Message?: string
}

async function deleteOne(call: Call, service: Service, key: string): Promise<Outcome> {
  try {
    checkKey(key)
    authorize(call, service, 'DeleteObject', key)
    await service.objects.delete(call.bucket, key)
    return { Key: key }
  } catch (error) {
    if (!(error instanceof Rejection)) throw error
    return { Key: key, Code: error.code, Message: error.message }
  }
}
