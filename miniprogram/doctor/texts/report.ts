import type { RequestRecord } from '../../services/request-log'
import type { Chapter, Finding } from '../services/finding'
import type { DoctorTexts } from './zh'

/** A finding in words. */
export interface FindingRow extends Finding {
  label: string
  adviceText: string
}

/** A chapter in words. */
export interface ChapterView {
  id: string
  title: string
  findings: FindingRow[]
}

/** Puts a chapter into words. */
export function chapterView({ id, findings }: Chapter, t: DoctorTexts): ChapterView {
  return { id, title: t.chapters[id] ?? id, findings: findings.map((finding) => findingRow(finding, t)) }
}

/** Puts a finding into words. */
export function findingRow(finding: Finding, t: DoctorTexts): FindingRow {
  return {
    ...finding,
    label: t.findings[finding.id] ?? finding.id,
    adviceText: t.advice[finding.advice] ?? '',
  }
}

/** Findings as a table for a spreadsheet or an issue: a line each, its columns with tabs between them. */
export function tableText(rows: readonly FindingRow[]): string {
  return rows.map(({ label, value, adviceText }) => [label, value, adviceText].join('\t').trimEnd()).join('\n')
}

/** One request in one line. */
export function requestLine({ method, status, path, milliseconds, RequestId, failure }: RequestRecord): string {
  return [method, status || failure, path, `${milliseconds} ms`, RequestId].filter(Boolean).join(' · ')
}

/** All of it as text, to send to whoever is asked for help. */
export function reportText(
  chapters: readonly ChapterView[],
  requests: readonly RequestRecord[],
  t: DoctorTexts,
): string {
  const signs = { good: '✓', bad: '✗', warning: '!', info: ' ' }
  const lines = chapters.flatMap(({ title, findings }) => [
    `## ${title}`,
    ...findings.map(({ verdict, label, value, adviceText }) =>
      [`${signs[verdict]} ${label}: ${value.replace(/\n/g, ', ')}`, adviceText].filter(Boolean).join(' → '),
    ),
  ])
  return [...lines, `## ${t.requests}`, ...requests.map(requestLine)].join('\n')
}
