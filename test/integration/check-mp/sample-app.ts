/** The files of a mini program: the text of each, or `null` where a broken copy lacks it. */
export type AppFiles = Readonly<Record<string, string | null>>

const json = (value: unknown): string => JSON.stringify(value, null, 2)

/** A small mini program with one of each: page, component, subpackage, import of every kind, theme, WXS. */
export const sampleApp: AppFiles = {
  'project.config.json': json({
    miniprogramRoot: 'miniprogram/',
    compileType: 'miniprogram',
    appid: 'touristappid',
    projectname: 'sample',
    libVersion: '3.8.9',
    setting: { useCompilerPlugins: ['typescript'], es6: true, postcss: true, minified: true },
  }),
  'miniprogram/app.json': json({
    pages: ['pages/index/index'],
    subPackages: [{ root: 'extra', pages: ['page/page'] }],
    window: { navigationBarTitleText: 'Sample', navigationBarBackgroundColor: '@background' },
    style: 'v2',
    lazyCodeLoading: 'requiredComponents',
    componentFramework: 'glass-easel',
    darkmode: true,
    themeLocation: 'theme.json',
    sitemapLocation: 'sitemap.json',
  }),
  'miniprogram/theme.json': json({ light: { background: '#ffffff' }, dark: { background: '#000000' } }),
  'miniprogram/sitemap.json': json({ rules: [{ action: 'allow', page: '*' }] }),
  'miniprogram/app.ts': 'App({})\n',
  'miniprogram/app.wxss': 'page { color: black; }\n',
  'miniprogram/pages/index/index.json': json({ usingComponents: { counter: '/components/counter/counter' } }),
  'miniprogram/pages/index/index.ts': [
    "import { twice } from '../../services/twice'",
    "import { greet } from 'greeting'",
    '',
    'Page({ data: { text: greet(twice(1)) as string } })',
    '',
  ].join('\n'),
  'miniprogram/pages/index/index.wxml': [
    '<import src="./row.wxml" />',
    '<wxs module="format" src="./format.wxs" />',
    '<wxs module="inline">module.exports = { one: 1 < 2 }</wxs>',
    '<view wx:if="{{text < 3}}"><text>{{format.upper(text)}}</text></view>',
    '<template is="row" data="{{text}}" />',
    '<counter start="{{1}}" />',
    '',
  ].join('\n'),
  'miniprogram/pages/index/index.wxss': '@import "./row.wxss";\n.a { color: red; }\n',
  'miniprogram/pages/index/row.wxml': '<template name="row"><view>{{text}}</view></template>\n',
  'miniprogram/pages/index/row.wxss': '.row { color: blue; }\n',
  'miniprogram/pages/index/format.wxs': 'module.exports = { upper: function (text) { return text.toUpperCase() } }\n',
  'miniprogram/components/counter/counter.json': json({ component: true }),
  'miniprogram/components/counter/counter.ts': 'Component({ properties: { start: Number } })\n',
  'miniprogram/components/counter/counter.wxml': '<view>{{start}}</view>\n',
  'miniprogram/services/twice.ts': 'export const twice = (value: number): number => value * 2\n',
  'miniprogram/miniprogram_npm/greeting/index.js': 'exports.greet = function (name) { return "hello " + name }\n',
  'miniprogram/extra/page/page.json': json({}),
  'miniprogram/extra/page/page.ts': 'Page({})\n',
  'miniprogram/extra/page/page.wxml': '<view>extra</view>\n',
}
