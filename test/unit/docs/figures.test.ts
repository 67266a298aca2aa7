/** The page and the pictures of figures are what `docs/figures/figures.json` says. */
import { drawings } from '../../bench/figures/draw'
import { type Figures, readFigures } from '../../bench/figures/figures'
import { drawChart } from '../../bench/figures/chart'
import { read } from './pages'

const figures = readFigures() as Figures

it('the page and the pictures are drawn from the figures: `npm run bench -- draw`', () => {
  const drawn = drawings()
  expect(Object.keys(drawn)).toHaveLength(6)
  for (const [name, text] of Object.entries(drawn)) expect({ name, text: read(`docs/${name}`) }).toEqual({ name, text })
})

it('all that is compared has sizes, of its own version', () => {
  expect(figures.sizes.rows.length).toBeGreaterThan(8)
  for (const row of figures.sizes.rows) {
    const { name, version, ...sizes } = row
    expect(version).toMatch(/^\d+\.\d+\.\d+$/)
    expect({ name, sizes: Object.values(sizes).every((size) => size > 1000) }).toEqual({ name, sizes: true })
  }
})

it.each(['README.md', 'README.zh-CN.md'])('%s says the sizes of the figures', (page) => {
  const rows = new Map(figures.sizes.rows.map((row) => [row.name, row]))
  const kilobytes = (bytes = NaN) => `${(bytes / 1000).toFixed(1)} kB`
  for (const name of ['cos-miniprogram', 'cos-miniprogram/presign', 'cos-miniprogram/compat', 'cos-wx-sdk-v5']) {
    expect(read(page)).toContain(kilobytes(rows.get(name)?.minified))
    expect(read(page)).toContain(kilobytes(rows.get(name)?.gzipped))
  }
  expect(read(page)).toContain(kilobytes(rows.get('cos-miniprogram')?.es6Off))
  expect(read(page)).toContain(kilobytes(rows.get('cos-miniprogram')?.es6On))
})

it('the longest bar of each comparison is the largest number, and nothing is wider than the picture', () => {
  const svg = drawChart(figures, 'en', 'light')
  const [, width = ''] = /^<svg [^>]*width="(\d+)"/.exec(svg) ?? []
  const bars = [...svg.matchAll(/<rect x="(\d+)" y="\d+" width="(\d+)"/g)].map(
    ([, x, length]) => Number(x) + Number(length),
  )
  expect(bars.length).toBeGreaterThan(15)
  expect(Math.max(...bars) + 60).toBeLessThan(Number(width))
})
