const STS = require('qcloud-cos-sts')
const { bucket, region, secretId, secretKey, endpoint } = require('./settings')

const READ = ['GetObject', 'HeadObject', 'GetBucket'].map(fullName)
const PARTS = ['InitiateMultipartUpload', 'UploadPart', 'ListParts', 'CompleteMultipartUpload', 'AbortMultipartUpload']
const WRITE = ['PutObject', 'HeadObject', 'DeleteObject', ...PARTS].map(fullName)

/**
 * A temporary key for one user: to read and list all of the folder, or to write one object in it.
 * @param request what the SDK asks for: `{ Key, Prefix, Actions }`
 * @param folder the user's: never taken from the request
 */
async function issueCredentials(request, folder) {
  const { Key = '', Prefix = '', Actions } = request
  const isReading = isAmong(Actions, READ)
  if (!isReading && !(Key && isAmong(Actions, WRITE))) throw notAllowed()
  // In a policy, * and ? stand for other characters.
  if (!String(Key || Prefix).startsWith(folder) || /[*?]/.test(Key)) throw notAllowed()
  const scope = isReading ? folder : Key
  const answer = await STS.getCredential({
    secretId,
    secretKey,
    endpoint,
    region,
    durationSeconds: 1800,
    policy: policyFor(isReading ? `${folder}*` : Key, Actions),
  })
  return { ...answer, Scope: { Prefix: scope, Actions } }
}

function fullName(action) {
  return `name/cos:${action}`
}

function isAmong(actions, allowed) {
  return Array.isArray(actions) && actions.length > 0 && actions.every((action) => allowed.includes(action))
}

function policyFor(path, actions) {
  const appId = bucket.slice(bucket.lastIndexOf('-') + 1)
  const resource = [`qcs::cos:${region}:uid/${appId}:${bucket}/${path}`]
  return { version: '2.0', statement: [{ effect: 'allow', action: actions, resource }] }
}

function notAllowed() {
  return new Error('This is not yours to read or write.')
}

module.exports = { issueCredentials }
