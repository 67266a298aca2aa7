import type { ClientContext } from '../../request/client-context'
import { codeOf } from '../retry'
import type { TransferRuntime } from '../shared-runtime'
import type { UploadAddress, UploadRecord } from '../upload-record'
import { abortLostUploads } from './abort-lost-uploads'
import { abortOrphan } from './abort-orphans'

/** What tells a file, as a run has found it. */
export interface FileIdentity {
  /** Of the file, its address and its headers; empty where nothing tells the file. */
  readonly fingerprint: string
  readonly size: number
}

/** Begins an upload in parts. @param onSent - is called when COS is asked */
type Begin = (onSent: () => void) => Promise<UploadRecord>

/** What is known of one file that is to become one object, whichever run works on it: its state changes here only. */
export class UploadSession {
  private file: FileIdentity = { fingerprint: '', size: 0 }
  private held: UploadRecord | undefined
  /** The answer to the request that begins an upload in parts. */
  private beginning: Promise<UploadRecord> | undefined
  /** When uploads were begun whose ids never came. */
  private lostAt: number[] = []
  private wasTried = false

  /** ETags of the parts that have arrived, by number, once that is known. */
  etags: string[] | undefined

  constructor(
    private readonly runtime: TransferRuntime,
    readonly address: UploadAddress,
  ) {}

  /** The upload in parts that is the session's: nobody else may go on with it. */
  get record(): UploadRecord | undefined {
    return this.held
  }

  /** COS may have stored the object already, though the answer never came. */
  get mayBeStored(): boolean {
    return this.wasTried
  }

  get fingerprint(): string {
    return this.file.fingerprint
  }

  /** A run has looked at the file: what was begun of another one is of no use. */
  identify(file: FileIdentity, context: ClientContext): void {
    const isSame = file.fingerprint === this.file.fingerprint && file.size === this.file.size
    if (!isSame) this.discard(context)
    this.file = file
  }

  /** The upload in parts that it goes on with: its own, or one that was begun of the same file and left. */
  resume(): UploadRecord | undefined {
    if (!this.held) this.hold(this.runtime.uploads.claim(this.fingerprint), undefined)
    return this.held
  }

  /**
   * Begins an upload in parts, unless an earlier run has asked COS for that, and the answer is still awaited. Nothing
   * ends the waiting for it: nobody could clean up what has no id.
   */
  begin(context: ClientContext, begin: Begin): Promise<UploadRecord> {
    if (this.beginning) return this.beginning.catch((thrown: unknown) => this.beginAnew(thrown, context, begin))
    const onSent = () => {
      this.beginning = beginning
    }
    const beginning: Promise<UploadRecord> = begin(onSent).then(
      (record) => this.finishBeginning(beginning, record, context),
      (thrown: unknown) => {
        if (this.beginning === beginning) this.beginning = undefined
        // Nobody goes on, who would do it in the end.
        else this.abortLostUploads(context)
        throw thrown
      },
    )
    return beginning
  }

  /** What an earlier run was stopped in is no failure of the one that goes on. */
  private beginAnew(thrown: unknown, context: ClientContext, begin: Begin): Promise<UploadRecord> {
    if (codeOf(thrown) === 'Aborted') return this.begin(context, begin)
    throw thrown
  }

  /** The id of an upload that was begun will not come any more. @param sentAt - milliseconds on the phone's clock */
  loseUpload(sentAt: number): void {
    this.lostAt.push(sentAt)
  }

  /** A request that makes the object may have left. */
  noteTry(): void {
    this.wasTried = true
  }

  /** The object is there. */
  complete(context: ClientContext): void {
    this.forget()
    this.abortLostUploads(context)
  }

  /** COS does not know the upload in parts any more. */
  forget(): void {
    if (this.held) this.runtime.uploads.remove(this.held)
    this.hold(undefined, undefined)
  }

  /** Whoever uploads the same file to the same key may go on; where nothing tells the file, only this session can. */
  release(context: ClientContext): void {
    this.abortLostUploads(context)
    if (!this.held || !this.held.fingerprint) return
    this.runtime.uploads.release(this.held)
    this.hold(undefined, undefined)
  }

  /** Leaves nothing on COS, now or as soon as that can be. */
  discard(context: ClientContext): void {
    const record = this.resume()
    this.hold(undefined, undefined)
    this.beginning = undefined
    if (record) this.abort(context, record)
    this.abortLostUploads(context)
  }

  private abortLostUploads(context: ClientContext): void {
    if (this.lostAt.length > 0) void abortLostUploads(context, this.address, this.lostAt)
    this.lostAt = []
  }

  private finishBeginning(
    beginning: Promise<UploadRecord>,
    record: UploadRecord,
    context: ClientContext,
  ): UploadRecord {
    this.runtime.uploads.hold(record)
    if (this.beginning === beginning) {
      this.beginning = undefined
      this.hold(record, [])
    } else this.abort(context, record)
    return record
  }

  private hold(record: UploadRecord | undefined, etags: string[] | undefined): void {
    this.held = record
    this.etags = etags
  }

  private abort(context: ClientContext, record: UploadRecord): void {
    this.runtime.uploads.discard(record)
    void abortOrphan(context, record)
  }
}
