import { defineConfig } from 'vitepress'
import { linksOfTheSite } from './links.mjs'
import { sidebarOf } from './pages.mjs'
import { writeReference } from './reference.mjs'

const chinese = {
  outline: { label: '本页' },
  docFooter: { prev: '上一页', next: '下一页' },
  darkModeSwitchLabel: '外观',
  lightModeSwitchTitle: '切换到浅色',
  darkModeSwitchTitle: '切换到深色',
  sidebarMenuLabel: '目录',
  returnToTopLabel: '回到顶部',
  langMenuLabel: '切换语言',
  skipToContentLabel: '跳到正文',
}

const chineseSearch = {
  button: { buttonText: '搜索', buttonAriaLabel: '搜索' },
  modal: {
    displayDetails: '显示详情',
    resetButtonTitle: '清除',
    backButtonTitle: '关闭',
    noResultsText: '没有结果：',
    footer: { selectText: '打开', navigateText: '移动', closeText: '关闭' },
  },
}

writeReference()

export default defineConfig({
  title: 'cos-miniprogram',
  description: 'Tencent COS for WeChat mini programs, through pre-signed URLs',
  // Where GitHub Pages serve it: the workflow says it.
  base: process.env.DOCS_BASE || '/',
  cacheDir: '../.tmp/vitepress',
  markdown: { config: linksOfTheSite },
  locales: {
    root: { label: 'English', lang: 'en', themeConfig: { sidebar: sidebarOf('en') } },
    zh: {
      label: '简体中文',
      lang: 'zh-CN',
      description: '微信小程序用的腾讯云 COS SDK，通过预签名 URL 上传和下载',
      themeConfig: { sidebar: sidebarOf('zh'), ...chinese },
    },
  },
  themeConfig: {
    search: {
      provider: 'local',
      options: {
        locales: { zh: { translations: chineseSearch } },
        // Chinese has no spaces: each character is a word. The function is sent to the browser, so it needs nothing else.
        miniSearch: {
          options: { tokenize: (text) => text.match(/\p{Script=Han}|[^\s\p{P}\p{Script=Han}]+/gu) ?? [] },
          searchOptions: { combineWith: 'AND', fuzzy: false, prefix: true },
        },
      },
    },
  },
})
