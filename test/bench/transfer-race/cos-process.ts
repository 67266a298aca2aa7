import { createCos, createSts, memoryStorage, serve } from '../../../local/cos'

/** A COS in a process of its own, so that its work is not taken for the client's: says where it listens. */
async function main(): Promise<void> {
  const [, , Bucket = '', Region = '', master = ''] = process.argv
  const cos = createCos({ Bucket, Region, storage: memoryStorage(), sts: createSts({ master }) })
  const { url } = await serve(cos, { port: 0 })
  process.on('disconnect', () => process.exit())
  process.send?.(url)
}

void main()
