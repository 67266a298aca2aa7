import type { Credentials, CredentialsRequest } from 'cos-miniprogram'
import { errorOf, setUp } from './set-up'

/** A request that belongs to an upload in parts: credentials for all of it are asked for. */
const partOf = (Key: string) => ({ Key, Method: 'PUT' as const, Query: { partNumber: 1, uploadId: 'an id' } })
const dispensable = ['name/cos:AbortMultipartUpload', 'name/cos:HeadObject']

/** A backend that refuses a request where one of these actions is on it. */
function setUpRefusing(refused: readonly string[], more: object = {}) {
  const answer = ({ Actions }: CredentialsRequest, issued: Credentials) =>
    Actions.some((action) => refused.includes(action))
      ? { code: 10000, message: 'not allowed' }
      : { ...issued, ...more }
  return setUp({ answer })
}

describe('where the actions of an upload in parts are refused together', () => {
  it('they are asked for without those that it can do without', async () => {
    const { cos, requests } = setUpRefusing(dispensable)
    await cos.presign(partOf('a.mp4'))
    const [all, essential] = requests.map(({ Actions }) => Actions)
    expect(requests).toHaveLength(2)
    expect(essential).toEqual(all?.filter((action) => !dispensable.includes(action)))
  })

  it('they are asked for in this way from then on', async () => {
    const { cos, requests } = setUpRefusing(dispensable, { ScopeLimit: true })
    await cos.presign(partOf('a.mp4'))
    await cos.presign(partOf('a.mp4'))
    expect(requests).toHaveLength(2)
    await cos.presign(partOf('b.mp4'))
    expect(requests).toHaveLength(3)
  })

  it('the error is the second one where these are refused, too', async () => {
    const { cos, requests } = setUpRefusing(['name/cos:UploadPart'])
    expect(await errorOf(cos.presign(partOf('a.mp4')))).toMatchObject({ code: 'CredentialsFailed' })
    expect(requests).toHaveLength(2)
  })
})

it('a refusal of anything else is asked about once', async () => {
  const { cos, requests } = setUpRefusing(['name/cos:HeadObject', 'name/cos:GetObject'])
  for (const Method of ['GET', 'HEAD'] as const) await errorOf(cos.presign({ Key: 'a.jpg', Method }))
  expect(requests).toHaveLength(2)
})

it('who is logged out is asked for nothing else', async () => {
  const { cos, requests } = setUp({
    answer: () => {
      throw Object.assign(new Error('log in'), { statusCode: 401 })
    },
  })
  expect(await errorOf(cos.presign(partOf('a.mp4')))).toMatchObject({ statusCode: 401 })
  expect(requests).toHaveLength(1)
})

it('an outage is no refusal: nothing else is asked for', async () => {
  const { cos, requests } = setUp({
    answer: () => {
      throw Object.assign(new Error('down'), { statusCode: 503 })
    },
  })
  await errorOf(cos.presign(partOf('a.mp4')))
  expect(requests).toHaveLength(1)
})
