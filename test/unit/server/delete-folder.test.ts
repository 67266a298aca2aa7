import { deleteFolder } from '../../../server/src/folder/delete-folder'
import { VersionedBucket } from './versioned-bucket'

const KEYS = ['u/1/a', 'u/1/b c', 'u/1/图+%.jpg', 'u/1/d', 'u/1/e']

function createBucket() {
  const bucket = new VersionedBucket()
  for (const key of [...KEYS, ...KEYS, 'u/10/a', 'u/2/a']) bucket.put(key)
  for (const key of ['u/1/a', 'u/1/a', 'u/1/f', 'u/2/a']) bucket.begin(key)
  return bucket
}

const left = ({ versions, uploads }: VersionedBucket) => [...versions, ...uploads].map(({ key }) => key)

describe('deleteFolder', () => {
  it('deletes objects, every version, the marks of the deletion, and unfinished uploads, over many pages', async () => {
    const bucket = createBucket()

    const deletion = await deleteFolder(bucket.client, 'u/1/')

    expect(deletion).toEqual({ objects: 5, versions: 15, uploads: 3, problems: [], complete: true })
    expect(left(bucket)).toEqual(['u/10/a', 'u/2/a', 'u/2/a'])
  })

  it('deletes what a deletion before it has left', async () => {
    const bucket = createBucket()
    bucket.refused.add('GET versions')
    await deleteFolder(bucket.client, 'u/1/')
    bucket.refused.clear()

    expect(await deleteFolder(bucket.client, 'u/1/')).toMatchObject({ objects: 0, versions: 15, problems: [] })
    expect(left(bucket)).toEqual(['u/10/a', 'u/2/a', 'u/2/a'])
  })

  it('says which action the sub-account needs where it may not list, and deletes the rest', async () => {
    const bucket = createBucket()
    bucket.refused.add('GET versions').add('GET uploads')

    expect(await deleteFolder(bucket.client, 'u/1/')).toEqual({
      objects: 5,
      versions: 0,
      uploads: 0,
      problems: [
        'COS refuses to list unfinished uploads: 403 AccessDenied; the sub-account needs name/cos:ListMultipartUploads',
        'COS refuses to list versions: 403 AccessDenied; the sub-account needs name/cos:GetBucketObjectVersions',
      ],
      complete: true,
    })
  })

  it('counts what COS refuses to delete, and goes on', async () => {
    const bucket = createBucket()
    bucket.refused.add('DELETE versionId')

    expect(await deleteFolder(bucket.client, 'u/1/')).toMatchObject({
      objects: 5,
      versions: 0,
      problems: ['COS refuses 15 deletions: 403 AccessDenied'],
    })
  })

  it('ends where time is up, and says that there is more, which another run deletes', async () => {
    const bucket = createBucket()
    let asked = 0

    const first = await deleteFolder(bucket.client, 'u/1/', () => ++asked > 5)

    expect(first).toEqual({ objects: 2, versions: 0, uploads: 3, problems: [], complete: false })
    expect(await deleteFolder(bucket.client, 'u/1/')).toMatchObject({ objects: 3, versions: 15, complete: true })
    expect(left(bucket)).toEqual(['u/10/a', 'u/2/a', 'u/2/a'])
  })
})
