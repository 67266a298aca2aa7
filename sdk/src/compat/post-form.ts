import { needsOf } from '../official/credentials-needed'
import { uploadForm } from '../platform/upload'
import type { HttpResponse } from '../platform/http'
import type { ClientContext } from '../request/client-context'
import { sendSigned } from '../request/send-signed'
import { checkFilePath } from '../request/validate'
import { signatureIn } from '../signature/finished-signature'
import { typeOfName } from '../transfer/content-type'
import { createRetry } from '../transfer/retry'
import { runtimeOf } from '../transfer/shared-runtime'
import type { Run, Transfer } from '../transfer/task'
import { abortable } from '../transfer/transport'
import type { PostObjectParams } from '../types/official-uploads'
import type { PresignedRequest } from '../types/signing'
import { headersOf } from './header-params'
import { requestFor } from './params'

/** A file that is sent as a form, in one request; what is stopped is sent anew. */
export class PostTransfer<Result> implements Transfer<Result> {
  readonly runtime
  readonly onProgress = undefined

  /** @throws CosError `InvalidArgument` */
  constructor(
    readonly currentContext: () => ClientContext,
    private readonly params: PostObjectParams,
    private readonly toResult: (response: HttpResponse) => Result,
  ) {
    checkFilePath(params.FilePath)
    this.runtime = runtimeOf(currentContext().environment)
  }

  async run(run: Run): Promise<Result> {
    const retry = createRetry(run)
    return retry(() => this.runtime.requestQueue.run(run.priority, run.signal, () => run.signal.race(this.send(run))))
  }

  complete(): void {}
  release(): void {}
  discard(): void {}

  /** @see https://cloud.tencent.com/document/product/436/14690 */
  private async send(run: Run): Promise<Result> {
    const { Bucket = '', Region = '', Key } = this.params
    const Scope = [{ action: 'name/cos:PostObject', bucket: Bucket, region: Region, prefix: Key }]
    const needs = needsOf({ Bucket, Region, Scope })
    const request = requestFor({ Bucket, Region }, { Method: 'POST', Key: '', listing: { Prefix: '' }, needs })
    const Headers = cosHeaders(headersOf(this.params))
    const send = (signed: PresignedRequest) => this.post(run, signed)
    const response = await sendSigned(run.context, Object.assign({}, request, { Headers }), send)
    return this.toResult(response)
  }

  private post(run: Run, { Url, Headers: header }: PresignedRequest): Promise<HttpResponse> {
    const { FilePath: filePath } = this.params
    const form = { url: Url.replace(/\?.*/, ''), filePath, name: 'file', header, formData: this.fields(Url) }
    const onProgress = (loaded: number, total: number) => run.progress.report(loaded, total)
    return abortable(run, (onStart) => uploadForm(run.context.environment, form, { onStart, onProgress }))
  }

  /** What a PUT would have as headers is a field each. */
  private fields(signedUrl: string): Record<string, string> {
    const { Key, FilePath } = this.params
    const { Authorization, SecurityToken } = signatureIn(signedUrl)
    const headers = headersOf(this.params)
    const acl = headers['x-cos-acl']
    delete headers['x-cos-acl']
    return Object.assign(
      {
        key: Key,
        success_action_status: '200',
        Signature: Authorization,
        'content-type': typeOfName(Key) || typeOfName(FilePath) || 'application/octet-stream',
      },
      headers,
      acl && { acl },
      SecurityToken && { 'x-cos-security-token': SecurityToken },
    )
  }
}

/** Those that are headers of the request, too, and are signed: COS may be set to want that of all that are its own. */
function cosHeaders(headers: Readonly<Record<string, string>>): Record<string, string> {
  const own: Record<string, string> = {}
  for (const [name, value] of Object.entries(headers)) {
    if (name.startsWith('x-cos-')) own[name] = value
  }
  return own
}
