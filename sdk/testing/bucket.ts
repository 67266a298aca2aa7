import { children, childText, readXml } from '../../local/cos/message/xml'
import type { TestContent } from '../src/types/testing/content'
import type { TestBucket } from '../src/types/testing/test-wx'
import { fileContent } from './content'
import type { SignedAnswer, SignedRequest } from './signed-requests'

type Send = (request: SignedRequest) => Promise<SignedAnswer>

/** The bucket in the hands of a test. */
export function testBucket(send: Send): TestBucket {
  const find = async (method: 'GET' | 'HEAD', Key: string) => {
    const answer = await send({ method, Key })
    return answer.status === 404 ? undefined : accepted(answer)
  }
  return {
    get: async (Key) => (await find('GET', Key))?.body,
    head: async (Key) => (await find('HEAD', Key))?.headers,
    put: async (Key, content, headers) =>
      void accepted(await send({ method: 'PUT', Key, headers, body: bytes(content) })),
    delete: async (Key) => void accepted(await send({ method: 'DELETE', Key })),
    keys: (prefix = '') => listKeys(send, prefix),
    uploads: () => listUploads(send),
  }
}

function bytes(content: TestContent): Uint8Array {
  const file = fileContent(content)
  return file.bytes(0, file.size)
}

/** @throws Error with COS's own words */
function accepted(answer: SignedAnswer): SignedAnswer {
  if (answer.status < 300) return answer
  throw new Error(`COS answered ${answer.status}: ${Buffer.from(answer.body).toString()}`)
}

async function listKeys(send: Send, prefix: string): Promise<string[]> {
  const keys: string[] = []
  let marker: string | undefined = ''
  while (marker !== undefined) {
    const query: Record<string, string> = { prefix, marker, 'encoding-type': 'url' }
    const { body } = accepted(await send({ method: 'GET', Key: '', query }))
    const page = readXml(body, 'ListBucketResult')
    keys.push(...children(page, 'Contents').map((object) => decodeURIComponent(childText(object, 'Key'))))
    marker = childText(page, 'IsTruncated') === 'true' ? decodeURIComponent(childText(page, 'NextMarker')) : undefined
  }
  return keys
}

async function listUploads(send: Send) {
  const query = { uploads: '', 'encoding-type': 'url' }
  const { body } = accepted(await send({ method: 'GET', Key: '', query }))
  return children(readXml(body, 'ListMultipartUploadsResult'), 'Upload').map((upload) => ({
    Key: decodeURIComponent(childText(upload, 'Key')),
    UploadId: childText(upload, 'UploadId'),
  }))
}
