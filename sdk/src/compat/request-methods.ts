import { officialMethod, type Settle } from '../official/callbacks'
import type { ClientContext } from '../request/client-context'
import type { BucketParams, OfficialMethod } from '../types/official-call'
import type { OfficialMethods } from '../types/official-client'
import { abortUploadTask } from './abort-uploads'
import { failureOf } from './failure'
import { getBucket, multipartList } from './listings'
import { deleteObject, getObject, headObject } from './objects'
import { paramsOf } from './params'
import { deleteMultipleObject, putObjectCopy } from './several-objects'

/** Does one call. @throws CosError */
type Request<Params, Result> = (context: ClientContext, params: Params) => Promise<Result>

/** What sends one request, or some, and is no task. */
export function requestMethods(
  currentContext: () => ClientContext,
): Pick<
  OfficialMethods,
  | 'getObject'
  | 'headObject'
  | 'deleteObject'
  | 'deleteMultipleObject'
  | 'getBucket'
  | 'putObjectCopy'
  | 'multipartList'
  | 'abortUploadTask'
> {
  const method = <Params extends BucketParams, Result>(
    request: Request<Params, Result>,
  ): OfficialMethod<Params, Result> => {
    const call = async (params: Params) => {
      const context = currentContext()
      return request(context, paramsOf(context, params))
    }
    return officialMethod((params: Params, settle: Settle<Result>) => settleWith(call(params), settle))
  }
  return {
    getObject: method(getObject),
    headObject: method(headObject),
    deleteObject: method(deleteObject),
    deleteMultipleObject: method(deleteMultipleObject),
    getBucket: method(getBucket),
    putObjectCopy: method(putObjectCopy),
    multipartList: method(multipartList),
    abortUploadTask: method(abortUploadTask),
  }
}

/** Ends a call as a promise does. */
export function settleWith<Result>(promise: Promise<Result>, settle: Settle<Result>): void {
  void promise.then(
    (result) => settle(null, result),
    (thrown: unknown) => settle(failureOf(thrown)),
  )
}
