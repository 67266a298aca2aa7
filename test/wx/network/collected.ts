/** All pieces of a body in one, in a buffer of its own. */
export async function collected(
  body: AsyncIterable<Uint8Array>,
  onPiece: (bytesSoFar: number) => void = () => {},
): Promise<Uint8Array<ArrayBuffer>> {
  const pieces: Uint8Array[] = []
  let size = 0
  for await (const piece of body) {
    pieces.push(piece)
    size += piece.length
    onPiece(size)
  }
  const whole = new Uint8Array(size)
  let position = 0
  for (const piece of pieces) {
    whole.set(piece, position)
    position += piece.length
  }
  return whole
}
