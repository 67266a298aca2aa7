import { deleteObject, headObject, listObjects } from './objects'
import { Presigner } from './presigner'
import type { HeadObjectResult, ListParams, ListResult, ObjectParams, SharedFolder } from './types'

/** Transfers of files, and the few calls around them. */
export class COS extends Presigner {
  headObject(params: ObjectParams): Promise<HeadObjectResult> {
    return headObject(this.core, params)
  }

  deleteObject(params: ObjectParams): Promise<void> {
    return deleteObject(this.core, params)
  }

  /** One page of a folder. */
  listObjects(params: ListParams): Promise<ListResult> {
    return listObjects(this.core, params)
  }

  /** Signed links to one page of what lies below a prefix: `listObjects`, then each key signed as in `presignAll`. */
  async shareFolder({ Expires, ...params }: ListParams & { Expires?: number }): Promise<SharedFolder> {
    const { Contents, NextMarker } = await this.listObjects(params)
    const { Bucket, Region } = params
    const Links = await Promise.all(
      Contents.map(async ({ Key, Size }) => {
        const outcome = await this.outcome({ Bucket, Region, Key, Expires })
        return { Key, Size, ...outcome }
      }),
    )
    return NextMarker === undefined ? { Links } : { Links, NextMarker }
  }
}
