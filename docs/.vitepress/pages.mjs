import { entries, importName } from './reference.mjs'

/** The pages in the order in which they are read: `start.md` in English, `zh/start.md` in Chinese. */
export const pages = [
  { name: 'start', en: 'Start', zh: '开始' },
  { name: 'backend', en: 'A backend in ten minutes', zh: '十分钟的后端' },
  { name: 'moving-over', en: 'Moving over', zh: '从官方 SDK 迁移' },
  { name: 'recipes', en: 'Recipes', zh: '常见做法' },
  { name: 'errors', en: 'Errors', zh: '错误' },
  { name: 'faq', en: 'Questions', zh: '常见问题' },
  { name: 'security', en: 'Security', zh: '安全' },
  { name: 'how-it-works', en: 'How it works', zh: '工作原理' },
  { name: 'figures', en: 'Figures', zh: '实测数据' },
]

/** What the side of the site shows in a language. */
export function sidebarOf(language) {
  const folder = language === 'zh' ? '/zh/' : '/'
  const guides = pages.map((page) => ({ text: page[language], link: `${folder}${page.name}` }))
  const items = entries.map((entry) => ({
    text: importName(entry),
    link: `${folder}reference/${entry === 'index' ? '' : entry}`,
  }))
  return [...guides, { text: language === 'zh' ? '接口参考' : 'Reference', items, collapsed: false }]
}
