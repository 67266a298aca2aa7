import { commentMarkdown, commentInline } from './reference-comment.mjs'

/**
 * One name that an entry exports.
 * @param item - as API Extractor writes it
 * @param names - all that the page has, to which types lead
 */
export function itemMarkdown(item, names, text) {
  const parts = [`## ${item.name} {#${item.name}}`, commentMarkdown(item.docComment, text)]
  const extended = item.excerptTokens.slice(1).filter(({ kind }) => kind === 'Reference')
  if (!item.members) parts.push(`\`\`\`ts\n${sourceOf(item)}\n\`\`\``)
  else if (extended.length > 0) parts.push(`${text.extends} ${typeHtml(extended, names)}`)
  if (item.members?.length > 0) parts.push(membersTable(item.members, names, text))
  return parts.filter((part) => part !== '').join('\n\n')
}

/** As it is declared, without what each declaration has. */
function sourceOf({ excerptTokens }) {
  const source = excerptTokens.map(({ text }) => text).join('')
  return source.replace(/^export (declare )?/, '').replace(/^ {4}/gm, '  ')
}

function membersTable(members, names, text) {
  const rows = members.map((member) => `| ${memberHtml(member, names)} | ${commentInline(member.docComment, text)} |`)
  return [`| ${text.member} | ${text.meaning} |`, '| --- | --- |', ...rows].join('\n')
}

function memberHtml({ excerptTokens, isStatic, kind }, names) {
  const tokens = excerptTokens.map((token) => ({ ...token, text: withoutComments(token.text) }))
  const isField = kind.startsWith('Property')
  return typeHtml(isField && !isStatic ? withoutReadonly(tokens) : tokens, names)
}

const withoutComments = (text) => text.replace(/\/\*\*[^]*?\*\//g, '').replace(/\s+/g, ' ')

function withoutReadonly([first, ...rest]) {
  return [{ ...first, text: first.text.replace(/^readonly /, '') }, ...rest]
}

/** Code in which the names of the page are links. */
function typeHtml(tokens, names) {
  const code = tokens.map(({ kind, text }) => {
    const isLink = kind === 'Reference' && names.has(text)
    return isLink ? `<a href="#${text}">${text}</a>` : escapeCode(text)
  })
  return `<code>${code.join('').replace(/;\s*$/, '').trim()}</code>`
}

const ESCAPED = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '|': '&#124;', '{': '&#123;', '}': '&#125;', '*': '&#42;' }

/** Text that neither Markdown nor Vue reads. */
function escapeCode(text) {
  return text.replace(/[&<>|{}*]/g, (sign) => ESCAPED[sign]).replaceAll('_', '&#95;')
}
