/** `*` stands for anything, all else for itself. Takes linear time, however many stars there are. */
export function globMatches(pattern: string, text: string): boolean {
  const [first = '', ...rest] = pattern.split('*')
  const last = rest.pop()
  if (last === undefined) return text === pattern
  if (!text.startsWith(first)) return false
  let position = first.length
  for (const literal of rest) {
    const found = text.indexOf(literal, position)
    if (found < 0) return false
    position = found + literal.length
  }
  return text.length - last.length >= position && text.endsWith(last)
}
