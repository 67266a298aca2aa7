import { info, type Finding } from '../finding'
import type { SelfTestContext } from './context'
import { wordsOf } from './request'

const MB = 1_000_000
/** Beyond what `readFile` gives as a whole. */
const FAR = 101 * MB
const DIGEST_SIZE = 8 * MB

type Outcome = Record<string, unknown>
type FileFunction = 'open' | 'write' | 'close' | 'readFile' | 'getFileInfo' | 'writeFile'

/** Whether a byte beyond 100 MB can be written and read. */
export async function positionalReads(context: SelfTestContext): Promise<Finding[]> {
  const filePath = context.path('far')
  try {
    const { fd } = await call('open', { filePath, flag: 'w' })
    try {
      await call('write', { fd, data: new Uint8Array([42]).buffer, position: FAR })
    } finally {
      await call('close', { fd })
    }
    const { data } = await call('readFile', { filePath, position: FAR, length: 1 })
    const [byte] = new Uint8Array(Object(data) as ArrayBuffer)
    return [info('self.far', byte === 42 ? 'OK' : `${byte}`)]
  } catch (failure) {
    return [info('self.far', wordsOf(failure))]
  }
}

/** How fast the platform digests a file. */
export async function digestSpeed(context: SelfTestContext, now: () => number = Date.now): Promise<Finding[]> {
  const filePath = context.path('digest')
  try {
    await call('writeFile', { filePath, data: new ArrayBuffer(DIGEST_SIZE) })
    const startedAt = now()
    await call('getFileInfo', { filePath, digestAlgorithm: 'md5' })
    return [info('self.digest', `${Math.round(DIGEST_SIZE / 1000 / Math.max(1, now() - startedAt))} MB/s`)]
  } catch (failure) {
    return [info('self.digest', wordsOf(failure))]
  }
}

/** The file functions give no promises. */
function call(name: FileFunction, options: object): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const files = wx.getFileSystemManager()
    const run = files[name] as (given: object) => void
    run.call(files, { ...options, success: resolve, fail: reject })
  })
}
