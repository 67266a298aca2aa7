import { posix } from 'node:path'

/**
 * On a code host a page may link to any file of the repository, such as `../server/README.md`. The site holds no more than
 * `docs/`: there such links lead to the repository, where it is known, which is in a workflow.
 */
export function linksOfTheSite(markdown) {
  markdown.core.ruler.push('links-of-the-site', ({ tokens, env }) => {
    for (const { children } of tokens) if (children) rewriteLinks(children, env.relativePath)
  })
}

function rewriteLinks(tokens, page) {
  for (const [index, token] of tokens.entries()) {
    if (token.type !== 'link_open') continue
    const path = posix.join('docs', posix.dirname(page), token.attrGet('href'))
    if (token.attrGet('href').startsWith('../') && !path.startsWith('docs/')) linkToRepository(tokens, index, path)
  }
}

function linkToRepository(tokens, index, path) {
  const { GITHUB_SERVER_URL, GITHUB_REPOSITORY } = process.env
  const open = tokens[index]
  if (GITHUB_REPOSITORY) return open.attrSet('href', `${GITHUB_SERVER_URL}/${GITHUB_REPOSITORY}/blob/main/${path}`)
  // Where there is nothing to link to, the words stay.
  const close = tokens.slice(index).find(({ type }) => type === 'link_close')
  for (const token of [open, close]) Object.assign(token, { type: 'text', content: '' })
}
