import type { Language } from './chart-words'
import type { ServerRow } from './figures'

/** What the page of figures says in a language. */
interface Words {
  title: string
  switch: string
  intro: string
  comma: string
  sizes: {
    title: string
    intro: (day: string) => string
    head: readonly string[]
    server: (bytes: string, gzipped: string, memory: string) => string
  }
  speed: {
    title: string
    intro: (day: string) => string
    head: readonly string[]
    unit: string
    engines: Readonly<Record<string, string>>
    whats: Readonly<Record<string, string>>
    settings: Readonly<Record<string, string>>
    transfers: Readonly<Record<string, string>>
    more: (evaluation: Pair, requests: Pair, server: readonly ServerRow[]) => string
  }
  download: { title: string; intro: string; head: readonly string[] }
  firstScreen: { title: string; text: (milliseconds: number, requests: number) => string }
}

interface Pair {
  ours: number
  official: number
}

const en: Words = {
  title: 'Figures',
  switch: 'English · [简体中文](zh/figures.md)',
  intro:
    'Made by `npm run bench`, from `docs/figures/figures.json`, which the same command measures; `npm run bench -- sizes` measures one part anew.',
  comma: ', ',
  sizes: {
    title: 'Sizes',
    intro: (day) =>
      `Of ${day}. Minified: by esbuild, as an app's bundler does, each package whole as its documents import it. The last two columns: in an upload by WeChat, without and with \`es6\`, the compiler's helpers apart. The others are for scale: in a mini program only those made for \`wx\` run. \`album\` and \`official\` stand beside another entry; \`official\` beside \`cos-wx-sdk-v5\`.`,
    head: ['', 'minified', 'gzip', '`es6` off', '`es6` on'],
    server: (bytes, gzipped, memory) =>
      `\`server/\` is one file of ${bytes} (${gzipped} gzipped), with all that it needs; its process takes ${memory} of memory at rest.`,
  },
  speed: {
    title: 'Speed',
    intro: (day) =>
      `Of ${day}, on two cores, each comparison in one run, both SDKs as WeChat compiles them: the ratios say more than the rates. Signed URLs a second, and what uploads carry over a local network.`,
    head: ['', 'cos-miniprogram', 'cos-wx-sdk-v5', ''],
    unit: 'MB/s',
    engines: {
      'JavaScriptCore, no JIT': 'JavaScriptCore without JIT, as on iOS',
      'Node, --jitless': '`node --jitless`',
    },
    whats: {},
    settings: { 'es6-off-minified': '`es6` off', 'es6-on-minified': '`es6` on' },
    transfers: {},
    more: (evaluation, requests, server) =>
      [
        `Running the module takes ${evaluation.ours} ms; that of the official SDK ${evaluation.official} ms.`,
        `500 URLs at once, with nothing held, cost ${requests.ours} credentials request; with the official SDK ${requests.official}.`,
        ...server.map(
          ({ connections, requests: rate, p50, p99 }) =>
            `\`server/\` issues ${rate.toLocaleString('en')} credentials a second at ${connections} ${connections === 1 ? 'connection' : 'connections'} (p50 ${p50} ms, p99 ${p99} ms).`,
        ),
      ].join(' '),
  },
  download: {
    title: 'Downloads on slow lines',
    intro: 'In simulated time: after how long the file has arrived, or why it has not.',
    head: ['', 'cos-miniprogram', '`wx.downloadFile`', '`cos-wx-sdk-v5`, getObject'],
  },
  firstScreen: {
    title: 'The first screen of the demo',
    text: (milliseconds, requests) =>
      `In the browser host, with the backend and COS 100 ms away and photos in the album: the first picture is there ${milliseconds} ms after the first request. ${requests} requests come before it: the login, the credentials to list and to read side by side, and one list.`,
  },
}

const zh: Words = {
  title: '实测数据',
  switch: '[English](../figures.md) · 简体中文',
  intro:
    '由 `npm run bench` 生成，数据在 `docs/figures/figures.json`，由同一条命令测量；`npm run bench -- sizes` 只重新测量其中一部分。',
  comma: '，',
  sizes: {
    title: '体积',
    intro: (day) =>
      `测于 ${day}。“压缩”指 esbuild 的结果，与应用的打包工具相同，每个包按其文档的写法整体引入。最后两列是微信上传时的体积，分别关闭和开启 \`es6\`，不含编译器的辅助代码。其他的包仅供比较：只有为 \`wx\` 写的才能在小程序里运行。\`album\` 和 \`official\` 要与另一个入口一起用；\`official\` 还要 \`cos-wx-sdk-v5\`。`,
    head: ['', '压缩', 'gzip', '关闭 `es6`', '开启 `es6`'],
    server: (bytes, gzipped, memory) =>
      `\`server/\` 是一个 ${bytes} 的文件（gzip 后 ${gzipped}），包含它需要的一切；进程空闲时占用 ${memory} 内存。`,
  },
  speed: {
    title: '速度',
    intro: (day) =>
      `测于 ${day}，两核机器，每项比较都在同一次运行中完成，两个 SDK 都经微信编译：倍数比每秒的数字更说明问题。每秒签名的 URL 数，以及本机网络上的上传速度。`,
    head: ['', 'cos-miniprogram', 'cos-wx-sdk-v5', ''],
    unit: 'MB/秒',
    engines: {
      'Node, JIT': 'Node',
      'JavaScriptCore, no JIT': 'JavaScriptCore 无 JIT，如 iOS',
      'Node, --jitless': '`node --jitless`',
    },
    whats: { 'pages of 100': '每页 100 个', '3,000 at once': '同时 3,000 个', 'one awaited after another': '逐个等待' },
    settings: { 'es6-off-minified': '关闭 `es6`', 'es6-on-minified': '开启 `es6`' },
    transfers: {
      '256 MB in parts': '256 MB 分块上传',
      '32 files of 4 MB, one request each': '32 个 4 MB 的文件，各一个请求',
      '100 files of 200 kB, 50 ms away': '100 个 200 kB 的文件，延迟 50 ms',
    },
    more: (evaluation, requests, server) =>
      [
        `执行模块用 ${evaluation.ours} ms，官方 SDK 用 ${evaluation.official} ms。`,
        `没有密钥时同时签 500 个 URL，请求 ${requests.ours} 次密钥；官方 SDK 请求 ${requests.official} 次。`,
        ...server.map(
          ({ connections, requests: rate, p50, p99 }) =>
            `\`server/\` 在 ${connections} 个连接下每秒给出 ${rate.toLocaleString('en')} 份密钥（p50 ${p50} ms，p99 ${p99} ms）。`,
        ),
      ].join(''),
  },
  download: {
    title: '慢速线路上的下载',
    intro: '模拟时间：多久之后文件到达，或者为什么没有到达。',
    head: ['', 'cos-miniprogram', '`wx.downloadFile`', '`cos-wx-sdk-v5`，getObject'],
  },
  firstScreen: {
    title: '演示小程序的首屏',
    text: (milliseconds, requests) =>
      `在浏览器宿主里，后端和 COS 各有 100 ms 延迟，相册里有照片：从第一个请求起 ${milliseconds} ms 后出现第一张图片，之前共 ${requests} 个请求：登录、同时取列出和读取用的密钥、列一次目录。`,
  },
}

/** By language. */
export const words: Readonly<Record<Language, Words>> = { en, zh }
