import type { PresignedRequest } from 'cos-miniprogram'
import { formatClock } from '../../texts/format'
import { fill } from '../../texts/texts'
import type { IssuedCredentials } from '../services/issued-credentials'
import { takeApart, type UrlPart } from '../services/url-parts'
import type { LinkTexts } from './zh'

/** One part of a URL as its row shows it. */
export interface PartRow extends UrlPart {
  explanation: string
}

/** More of it says nothing to a person. */
const SHOWN_TOKEN = 24

/** All parts of a signed URL, each with what it means. */
export function partRows(url: string, { explain }: LinkTexts): PartRow[] {
  const { origin, key, query, signature, token } = takeApart(url)
  const row = (name: string, value: string, text = explain[name] ?? ''): PartRow => ({ name, value, explanation: text })
  return [
    row('Host', origin, explain.origin),
    row('Key', key, explain.key),
    ...query.map(({ name, value }) => row(name, value, explain.query)),
    ...signature.map(({ name, value }) => row(name, value, fill(explain[name] ?? '', timeRange(value)))),
    ...(token ? [row('x-cos-security-token', `${token.slice(0, SHOWN_TOKEN)}…`, tokenText(token, explain))] : []),
  ]
}

/** Why a link ends when it does. */
export function endReason(
  link: Pick<PresignedRequest, 'ExpiredTime'>,
  { Expires, stable }: { Expires: number; stable: boolean },
  issued: IssuedCredentials | undefined,
  { why }: LinkTexts,
): string {
  if (issued && link.ExpiredTime >= issued.ExpiredTime) return why.credentials
  return stable ? why.stable : fill(why.expires, { seconds: Expires })
}

/** `11:59:07`, for a countdown. */
export function formatCountdown(seconds: number): string {
  const two = (value: number) => `${Math.floor(value)}`.padStart(2, '0')
  const rest = `${two((seconds % 3600) / 60)}:${two(seconds % 60)}`
  return seconds >= 3600 ? `${two(seconds / 3600)}:${rest}` : rest
}

function timeRange(value: string): Record<string, string> {
  const [start, end] = value.split(';').map((seconds) => formatClock(new Date(Number(seconds) * 1000)))
  return start && end ? { start, end } : {}
}

function tokenText(token: string, explain: LinkTexts['explain']): string {
  return fill(explain['x-cos-security-token'] ?? '', { count: token.length })
}
