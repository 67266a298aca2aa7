/** How bad a finding is. */
export type Verdict = 'good' | 'warning' | 'bad' | 'info'

/** One line of the diagnosis. Never holds a secret: the report is made of it. */
export interface Finding {
  /** Names the sentence that says what it is about: `clock`, `probe.get` … */
  id: string
  verdict: Verdict
  /** What was seen, such as `+3 s` or `200 · NWE…`. */
  value: string
  /** Names the sentence that says what to do; empty where nothing is. */
  advice: string
}

/** A group of findings, under a title. */
export interface Chapter {
  id: string
  findings: Finding[]
}

/** Shortens what must not be seen as a whole, so that two of them can still be told apart. */
export function mask(secret: string): string {
  return secret.length <= 8 ? '••••' : `${secret.slice(0, 4)}••••${secret.slice(-4)}`
}

/** A finding that nothing has to be done about. */
export function info(id: string, value: string): Finding {
  return { id, verdict: 'info', value, advice: '' }
}

/** A finding from a condition. */
export function judge(id: string, value: string, isGood: boolean, advice: string): Finding {
  return { id, verdict: isGood ? 'good' : 'bad', value, advice: isGood ? '' : advice }
}

/** What was thrown, in a few words that hold no address and no secret. */
export function failureText(error: unknown): string {
  const { code, RequestId, problem, errMsg } = Object(error) as Record<string, unknown>
  const words = [code, RequestId, problem].filter((word) => typeof word === 'string' && word !== '')
  if (words.length > 0) return words.join(' · ')
  return typeof errMsg === 'string' ? errMsg.replace(/\w+:\/\/\S+/g, '…') : 'unknown'
}
