/** A language of the documents. */
export type Language = 'en' | 'zh'

/** What the chart says. */
export const words = {
  en: {
    size: 'What an app carries: minified and gzipped, kB',
    urls: 'Signed URLs a second, thousands',
    transfers: 'Transfers, MB a second',
    ours: 'cos-miniprogram',
    official: 'cos-wx-sdk-v5',
    node: 'Node',
    ios: 'no JIT, as on iOS',
    rows: ['256 MB in parts', '32 × 4 MB', '100 × 200 kB, 50 ms'],
  },
  zh: {
    size: '应用中的体积：压缩并 gzip 后，kB',
    urls: '每秒签名的 URL，千个',
    transfers: '传输速度，MB/秒',
    ours: 'cos-miniprogram',
    official: 'cos-wx-sdk-v5',
    node: 'Node',
    ios: '无 JIT，如 iOS',
    rows: ['256 MB 分块', '32 × 4 MB', '100 × 200 kB，延迟 50 ms'],
  },
} as const
