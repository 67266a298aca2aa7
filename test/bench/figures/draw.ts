import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { drawChart } from './chart'
import { file, type Figures, readFigures } from './figures'
import { drawPage } from './page'

const docs = path.resolve(path.dirname(file), '..')

/** What is made of the figures: texts by path below `docs/`. */
export function drawings(): Record<string, string> {
  const figures = completeFigures()
  const drawn: Record<string, string> = {}
  for (const language of ['en', 'zh'] as const) {
    for (const theme of ['light', 'dark'] as const) {
      drawn[`figures/${language}-${theme}.svg`] = drawChart(figures, language, theme)
    }
    const page = language === 'zh' ? 'zh/figures.md' : 'figures.md'
    drawn[page] = drawPage(figures, language)
  }
  return drawn
}

/** Writes them. */
export function draw(): void {
  for (const [name, text] of Object.entries(drawings())) writeFileSync(path.join(docs, name), text)
}

function completeFigures(): Figures {
  const figures = readFigures()
  if (isComplete(figures)) return figures
  throw new Error(`${file} lacks figures: run \`npm run bench\` once without a name.`)
}

const SECTIONS = ['sizes', 'presign', 'transfer', 'download', 'server', 'first-screen'] as const

function isComplete(figures: Partial<Figures>): figures is Figures {
  return SECTIONS.every((name) => figures[name])
}
