import { answer, xmlAnswer } from '../message/answer'
import { readDocument } from '../message/body'
import { authorize, checkVersion, type Call, type Operation } from '../call'
import { checkPermission, readAcl, type Acl, type Grant } from '../catalog/acl'
import type { RawResponse } from '../handler'
import { noSuchKey } from '../message/rejection'
import { childRecord, children, childText, readXml } from '../message/xml'

/** PUT Object acl: in headers, or as a document. */
export const putObjectAcl: Operation = async (call, service) => {
  authorize(call, service, 'PutObjectACL')
  const { acl, grants } = await readGivenAcl(call)
  await service.objects.update(call.bucket, call.key, (object) => {
    if (!object) throw noSuchKey()
    const { grants: _, ...rest } = object
    return grants === undefined ? { ...rest, acl } : { ...rest, acl, grants }
  })
  return answer(200)
}

/** GET Object acl. */
export const getObjectAcl: Operation = async (call, service) => {
  authorize(call, service, 'GetObjectACL')
  const object = service.objects.get(call.bucket, call.key)
  if (!object) throw noSuchKey()
  checkVersion(call)
  return aclAnswer(call, object)
}

/** An ACL as a document: what was given to whom, and all of it to the owner where nobody has said anything. */
export function aclAnswer(call: Call, acl: Acl): RawResponse {
  const owner = ownerOf(call)
  const grants = acl.grants ?? [{ id: owner, permission: 'FULL_CONTROL' }]
  const everybody = { Grantee: { URI: 'http://cam.qcloud.com/groups/global/AllUsers' }, Permission: 'READ' }
  const Grant = [
    ...grants.map(({ id, permission }) => ({ Grantee: { ID: id, DisplayName: id }, Permission: permission })),
    ...(acl.acl === 'public-read' ? [everybody] : []),
  ]
  const policy = { Owner: { ID: owner, DisplayName: owner }, AccessControlList: { Grant } }
  return xmlAnswer(200, 'AccessControlPolicy', policy, [['x-cos-acl', acl.acl || 'default']])
}

function ownerOf({ bucket }: Call): string {
  const appId = bucket.slice(bucket.lastIndexOf('-') + 1)
  return `qcs::cam::uin/${appId}:uin/${appId}`
}

async function readGivenAcl(call: Call): Promise<Acl> {
  const given = readAcl(call.headers)
  if (given.acl !== '' || given.grants) return given
  const policy = readXml(await readDocument(call), 'AccessControlPolicy')
  return { acl: '', grants: children(childRecord(policy, 'AccessControlList'), 'Grant').map(readGrant) }
}

function readGrant(grant: Readonly<Record<string, unknown>>): Grant {
  const id = childText(childRecord(grant, 'Grantee'), 'ID').trim()
  return { id, permission: checkPermission(childText(grant, 'Permission').trim()) }
}
