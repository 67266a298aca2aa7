import type { Language } from './chart-words'
import type { Figures, SizeRow } from './figures'
import { words } from './page-words'

const NOT_BY_HAND = '<!-- Written by `npm run bench`. -->'

/** The figures as a page of the documentation. */
export function drawPage(figures: Figures, language: Language): string {
  const text = words[language]
  const { sizes, presign, download, server, 'first-screen': firstScreen } = figures
  return [
    NOT_BY_HAND,
    `# ${text.title}`,
    text.switch,
    text.intro,
    picture(language),
    `## ${text.sizes.title}`,
    text.sizes.intro(sizes.measured),
    table(text.sizes.head, sizes.rows.map(sizeCells)),
    text.sizes.server(megabytes(sizes.server.bytes), kilobytes(sizes.server.gzipped), mebibytes(sizes.server.rss)),
    `## ${text.speed.title}`,
    text.speed.intro(presign.measured),
    table(text.speed.head, [...urlRows(figures, language), ...transferRows(figures, language)]),
    text.speed.more(presign.evaluation, presign.credentialsRequests, server.rows),
    `## ${text.download.title}`,
    text.download.intro,
    table(
      text.download.head,
      download.rows.map(({ what, ours, plain, official }) => [what, ours, plain, official].map(withoutCode)),
    ),
    `## ${text.firstScreen.title}`,
    text.firstScreen.text(firstScreen.milliseconds, firstScreen.asked.length),
    '',
  ].join('\n\n')
}

function picture(language: Language): string {
  const folder = language === 'zh' ? '../figures' : 'figures'
  const alt = words[language].title
  return [
    '<picture>',
    `  <source media="(prefers-color-scheme: dark)" srcset="./${folder}/${language}-dark.svg">`,
    `  <img src="./${folder}/${language}-light.svg" alt="${alt}">`,
    '</picture>',
  ].join('\n')
}

function sizeCells({ name, version, minified, gzipped, es6Off, es6On }: SizeRow): string[] {
  return [`\`${name}\` ${version}`, ...[minified, gzipped, es6Off, es6On].map(kilobytes)]
}

function urlRows({ presign }: Figures, language: Language): string[][] {
  return presign.urls.map(({ setting, engine, what, ours, official, ratio }) => {
    const { engines, whats, settings } = words[language].speed
    const name = [engines[engine] ?? engine, whats[what] ?? what, settings[setting] ?? setting].join(
      words[language].comma,
    )
    return [name, rounded(ours), rounded(official), times(ratio)]
  })
}

function transferRows({ transfer }: Figures, language: Language): string[][] {
  const { transfers, unit } = words[language].speed
  return transfer.rows.map(({ what, ours, official, ratio }) => [
    transfers[what] ?? what,
    `${decimal(ours)} ${unit}`,
    `${decimal(official)} ${unit}`,
    times(ratio),
  ])
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return [line(head), line(head.map((_, index) => (index === 0 ? '---' : '---:'))), ...rows.map(line)].join('\n')
}

const kilobytes = (bytes: number) => `${(bytes / 1000).toFixed(1)} kB`
const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`
const mebibytes = (bytes: number) => `${Math.round(bytes / 1024 ** 2)} MiB`
const rounded = (value: number) => (Math.round(value / 100) * 100).toLocaleString('en')
const decimal = (value: number) => (value >= 100 ? value.toFixed(0) : value.toFixed(1))
const times = (ratio: number) => `${ratio >= 100 ? ratio.toFixed(0) : ratio.toFixed(ratio < 1 ? 2 : 1)} ×`
/** `no: timeout` as words; names of errors as they are. */
const withoutCode = (text: string) => text.replace(/^no: /, '✕ ')
