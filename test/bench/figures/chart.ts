import { type Language, words } from './chart-words'
import type { Figures } from './figures'

/** Light or dark. */
export type Theme = keyof typeof COLOURS

const COLOURS = {
  light: { page: '#ffffff', border: '#d0d7de', text: '#1f2328', quiet: '#59636e', ours: '#0b7a4b', other: '#b6bec9' },
  dark: { page: '#0d1117', border: '#30363d', text: '#e6edf3', quiet: '#9198a1', ours: '#3fb27f', other: '#4b535d' },
} as const

const WIDTH = 760
const MARGIN = 24
/** Where bars begin, and how long the longest may be: after it stands its number. */
const BARS = { x: 320, length: 360 }
const ROW = 24
const GROUP_GAP = 8
const FONT = '-apple-system, Segoe UI, Helvetica, Arial, PingFang SC, Microsoft YaHei, Noto Sans SC, sans-serif'

interface Bar {
  /** What this bar and those after it have in common. */
  group?: string
  label: string
  value: number
  isOurs: boolean
}

interface Panel {
  title: string
  bars: readonly Bar[]
}

/** The figures as a picture. */
export function drawChart(figures: Figures, language: Language, theme: Theme): string {
  const colours = COLOURS[theme]
  const panels = panelsOf(figures, language)
  let y = MARGIN
  const drawn = panels.map((panel) => {
    const top = y
    y += 34 + heightOf(panel) + 14
    return drawPanel(panel, top, colours)
  })
  const height = y + MARGIN - 22
  const box = `width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}"`
  const card = `<rect x="0.5" y="0.5" width="${WIDTH - 1}" height="${height - 1}" rx="8" fill="${colours.page}" stroke="${colours.border}"/>`
  const label = panels.map(({ title }) => title).join('; ')
  return `<svg xmlns="http://www.w3.org/2000/svg" ${box} font-family="${FONT}" font-size="13" role="img" aria-label="${escape(label)}">
${[card, ...drawn].join('\n')}
</svg>
`
}

function panelsOf(figures: Figures, language: Language): Panel[] {
  const text = words[language]
  return [
    { title: text.size, bars: sizeBars(figures) },
    { title: text.urls, bars: urlBars(figures, language) },
    { title: text.transfers, bars: transferBars(figures, language) },
  ]
}

/** What can be compared: entries that work by themselves. */
function sizeBars({ sizes }: Figures): Bar[] {
  return sizes.rows
    .filter(({ name }) => !/\/(album|official)$/.test(name))
    .map(({ name, gzipped }) => ({ label: name, value: gzipped / 1000, isOurs: name.startsWith('cos-miniprogram') }))
    .sort((one, other) => one.value - other.value)
}

function urlBars({ presign }: Figures, language: Language): Bar[] {
  const text = words[language]
  const engines = { 'Node, JIT': text.node, 'JavaScriptCore, no JIT': text.ios }
  return Object.entries(engines).flatMap(([engine, name]) => {
    const row = presign.urls.find(
      (each) => each.engine === engine && each.setting === 'es6-off-minified' && each.what === 'pages of 100',
    )
    return row ? pair(name, { ours: row.ours / 1000, official: row.official / 1000 }, language) : []
  })
}

function transferBars({ transfer }: Figures, language: Language): Bar[] {
  return transfer.rows.flatMap((row, index) => pair(words[language].rows[index] ?? row.what, row, language))
}

function pair(name: string, { ours, official }: { ours: number; official: number }, language: Language): Bar[] {
  const text = words[language]
  return [
    { group: name, label: text.ours, value: ours, isOurs: true },
    { label: text.official, value: official, isOurs: false },
  ]
}

type Colours = (typeof COLOURS)[Theme]

function heightOf({ bars }: Panel): number {
  return bars.length * ROW + gapsBefore(bars, bars.length) * GROUP_GAP
}

/** Groups before a bar, but the first. */
function gapsBefore(bars: readonly Bar[], end: number): number {
  return Math.max(0, bars.slice(0, end).filter(({ group }) => group !== undefined).length - 1)
}

function drawPanel({ title, bars }: Panel, top: number, colours: Colours): string {
  const most = Math.max(...bars.map(({ value }) => value))
  const head = `<text x="${MARGIN}" y="${top + 14}" font-weight="600" fill="${colours.text}">${escape(title)}</text>`
  const rows = bars.map((bar, index) => {
    const y = top + 30 + index * ROW + gapsBefore(bars, index + 1) * GROUP_GAP
    return drawBar(bar, { y, most, colours })
  })
  return [head, ...rows].join('\n')
}

function drawBar({ group, label, value, isOurs }: Bar, place: { y: number; most: number; colours: Colours }): string {
  const { y, most, colours } = place
  const length = Math.max(2, Math.round((value / most) * BARS.length))
  const [fill, ink] = isOurs ? [colours.ours, colours.text] : [colours.other, colours.quiet]
  const text = (x: number, words: string, more = '') => `<text x="${x}" y="${y + 13}"${more}>${escape(words)}</text>`
  return [
    ...(group === undefined ? [] : [text(MARGIN, group, ` fill="${colours.text}"`)]),
    text(BARS.x - 10, label, ` text-anchor="end" fill="${ink}"`),
    `<rect x="${BARS.x}" y="${y + 1}" width="${length}" height="16" rx="2" fill="${fill}"/>`,
    text(BARS.x + length + 8, numberText(value), ` fill="${ink}"`),
  ].join('\n')
}

function numberText(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toFixed(1)
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
}
