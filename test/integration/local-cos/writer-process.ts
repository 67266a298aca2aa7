import { writeSync } from 'node:fs'
import { diskStorage } from '../../../local/cos'
import { TestCos, elements, type Answer, type Draft } from './test-cos'
import { contentOf } from './written-content'

/**
 * A process that writes until it is killed, and says on its standard output what it begins and what was acknowledged.
 * Arguments: the folder, and the version with which to begin.
 */
const [folder = '', firstVersion = ''] = process.argv.slice(2)
const cos = new TestCos({ storage: diskStorage(folder), minPartSize: 1 })
let version = Number(firstVersion)

void Promise.all(Array.from({ length: 4 }, (_, worker) => writeForEver(worker)))

/** Each worker has keys of its own, so that the order of what is done to one key is known. */
async function writeForEver(worker: number): Promise<void> {
  for (let turn = 0; ; turn++) {
    const key = `worker ${worker}/${turn % 5}`
    const mine = ++version
    if (mine % 7 === 0) {
      say('begin', key, 'deleted')
      await send({ method: 'DELETE', key })
      say('done', key, 'deleted')
      continue
    }
    say('begin', key, String(mine))
    if (mine % 3 === 0) await uploadInParts(key, contentOf(key, mine))
    else await send({ method: 'PUT', key, body: contentOf(key, mine) })
    say('done', key, String(mine))
  }
}

async function uploadInParts(key: string, content: string): Promise<void> {
  const begun = await send({ method: 'POST', key, query: { uploads: '' } })
  const [uploadId = ''] = elements(begun.text, 'UploadId')
  const half = content.length >> 1
  const parts = await Promise.all(
    [content.slice(0, half), content.slice(half)].map(async (body, index) => {
      const query = { uploadId, partNumber: String(index + 1) }
      const { headers } = await send({ method: 'PUT', key, query, body })
      return `<Part><PartNumber>${index + 1}</PartNumber><ETag>${headers.get('etag')}</ETag></Part>`
    }),
  )
  const body = `<CompleteMultipartUpload>${parts.join('')}</CompleteMultipartUpload>`
  await send({ method: 'POST', key, query: { uploadId }, body })
}

/** Only a success is an acknowledgement. */
async function send(draft: Draft): Promise<Answer> {
  const answer = await cos.send(draft)
  if (answer.status >= 300) throw new Error(`${draft.method} was answered ${answer.status}: ${answer.text}`)
  return answer
}

/** At once: what was said before the kill arrives. */
function say(...words: string[]): void {
  writeSync(1, `${words.join('|')}\n`)
}
