const PAGE = /^(?:\.\/)?([\w-]+?)(\.zh-CN)?\.md(#.*)?$/

/**
 * On a code host a page links to files: `errors.md`, `errors.zh-CN.md`, `../server/README.md`. On the site the Chinese
 * pages lie in a folder of their own, and what is not in `docs/` lies in the repository, where it is known.
 */
export function linksOfTheSite(markdown) {
  markdown.core.ruler.push('links-of-the-site', ({ tokens }) => {
    for (const { children } of tokens) if (children) rewriteLinks(children)
  })
}

function rewriteLinks(tokens) {
  for (const [index, token] of tokens.entries()) {
    if (token.type !== 'link_open') continue
    const href = token.attrGet('href')
    const [, name, chinese, anchor = ''] = PAGE.exec(href) ?? []
    if (name) token.attrSet('href', `${chinese ? '/zh' : ''}/${name}.md${anchor}`)
    else if (href.startsWith('../')) linkToRepository(token, tokens, index)
  }
}

function linkToRepository(token, tokens, index) {
  const { GITHUB_SERVER_URL, GITHUB_REPOSITORY } = process.env
  if (GITHUB_REPOSITORY) {
    const path = token.attrGet('href').slice('../'.length)
    return token.attrSet('href', `${GITHUB_SERVER_URL}/${GITHUB_REPOSITORY}/blob/main/${path}`)
  }
  // Without its repository the site has nothing to link to: the words stay.
  token.hidden = true
  const close = tokens.slice(index).find(({ type }) => type === 'link_close')
  if (close) close.hidden = true
  token.type = 'text_open'
}
