/** In what compat is meant to differ from `cos-wx-sdk-v5` 1.8.0. */
export interface MeantDifference {
  /** Names of the calls. @default all */
  calls?: RegExp
  /** Paths of the fields. */
  fields: RegExp
  /** Who alone has them. @default both, or either */
  only?: 'official' | 'compat'
  reason: string
}

export const DIFFERENCES: readonly MeantDifference[] = [
  {
    fields: /(^|\.)err(or)?\.(name|code|hint|retryable|cause\.(Code|Message|errMsg|errno))$/,
    only: 'compat',
    reason: 'Failures are CosErrors, which say what to do, besides what the official SDK says.',
  },
  {
    calls: /nothing|not there|without a key/,
    fields: /^err\.error(\.Code|\.Message)?$/,
    reason: 'err.error is always an object with Code and Message, never text: err.error.Code can be relied on.',
  },
  {
    calls: /^headObject .*(none|form)$/,
    fields: /^err\.error(\.Code|\.Message)?$/,
    reason: 'An answer to HEAD has no body: err.error says in its place what the status means.',
  },
  {
    calls: /^getObject of the bucket$/,
    fields: /^err\.(message|code|error\.(message|code|Code|Message))$/,
    reason: 'The key / is refused as what it is: an argument.',
  },
  {
    calls: /^postObject of a file that is not there$/,
    fields: /^err\.(headers|url|method)$/,
    only: 'official',
    reason: 'Nothing was sent: there are no headers, and no request.',
  },
  {
    calls: /^sliceUploadFile into no bucket$/,
    fields: /^err\./,
    reason:
      'Failures of uploads in parts look as all others do, not wrapped in err.error and err.err; and no list of uploads is asked for.',
  },
  {
    calls: /^uploadFiles$/,
    fields: /^data\.files\.\d\.(data|error)\.RequestId$/,
    only: 'compat',
    reason: 'The official SDK forgets it for files that it sends in one request.',
  },
  {
    calls: /^deleteMultipleObject of nothing$/,
    fields: /^err\./,
    reason: 'An empty list is refused before anything is sent.',
  },
]
