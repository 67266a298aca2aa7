import { downlink } from '../../simulation/line'

/** Reads what has come, at the pace of the line. @param onReceived - bytes so far */
export async function receive(
  response: Response,
  signal: AbortSignal,
  onReceived: (bytes: number) => void = () => {},
): Promise<Blob> {
  const chunks: BlobPart[] = []
  let received = 0
  const reader = response.body?.getReader()
  for (let chunk = await reader?.read(); chunk?.done === false; chunk = await reader?.read()) {
    const before = received
    await downlink.pass(chunk.value.length, signal, (passed) => onReceived(before + passed))
    chunks.push(chunk.value)
    received += chunk.value.length
    onReceived(received)
  }
  return new Blob(chunks, { type: response.headers.get('content-type') ?? '' })
}
