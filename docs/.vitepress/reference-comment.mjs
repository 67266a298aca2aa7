/** A doc comment as paragraphs. */
export function commentMarkdown(comment, text) {
  return blocksOf(comment)
    .map((block) => labelled(block, text))
    .join('\n\n')
}

/** A doc comment for a cell of a table. */
export function commentInline(comment, text) {
  return commentMarkdown(comment, text)
    .replace(/\s*\n\s*\n\s*/g, '<br>')
    .replace(/\s*\n\s*/g, ' ')
    .replaceAll('|', '\\|')
}

/** The comment's text, and each of its tags with what it says. */
function blocksOf(comment) {
  const lines = comment.replace(/^\/\*\*|\*\/\s*$/g, '').replace(/^ ?\* ?/gm, '')
  const [body, ...tags] = lines.split(/(?=^\s*@\w|\s@default\b)/m)
  return [{ tag: '', text: body.trim() }, ...tags.filter((tag) => tag.trim() !== '').map(tagOf)].filter(
    ({ text }) => text !== '',
  )
}

function tagOf(source) {
  const [, tag, text] = /^\s*@(\w+)\s*([^]*)$/.exec(source)
  return { tag, text: text.trim() }
}

function labelled({ tag, text: content }, { tags }) {
  const words = escapeText(content)
  return tag === '' ? words : `*${tags[tag] ?? tag}*: ${words}`
}

/** Outside code, nothing may be an element or an expression of Vue. */
function escapeText(text) {
  return text
    .split(/(`[^`]*`)/)
    .map((piece) => (piece.startsWith('`') ? piece : piece.replaceAll('<', '&lt;').replace(/[{}]/g, braces)))
    .join('')
}

const braces = (sign) => (sign === '{' ? '&#123;' : '&#125;')
