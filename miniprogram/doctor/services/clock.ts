import { judge, type Finding } from './finding'

/** COS refuses what is off by more than 15 minutes; this is where a link starts to be shorter than it says. */
const MAX_OFFSET_SECONDS = 60

/**
 * Milliseconds that the phone's clock is ahead of the server's, from the `Date` of an answer; `undefined` where there is
 * none. The half of the round trip is taken off; `Date` has whole seconds.
 */
export function clockOffset(date: string | undefined, sentAt: number, receivedAt: number): number | undefined {
  const server = Date.parse(date ?? '')
  return Number.isNaN(server) ? undefined : (sentAt + receivedAt) / 2 - server - 500
}

/** Whether the phone's clock is right. */
export function clockFinding(offset: number | undefined): Finding {
  if (offset === undefined) return { id: 'clock', verdict: 'warning', value: '?', advice: 'noDate' }
  const seconds = Math.round(offset / 1000)
  const value = `${seconds > 0 ? '+' : ''}${seconds} s`
  return judge('clock', value, Math.abs(seconds) <= MAX_OFFSET_SECONDS, 'setClock')
}

/** Asks a server for its time, any answer will do: by how many milliseconds the phone is ahead. */
export function askForTime(url: string, now: () => number = Date.now): Promise<number | undefined> {
  const sentAt = now()
  return new Promise((resolve) => {
    wx.request({
      url,
      timeout: 10000,
      success: ({ header }) => resolve(clockOffset(dateIn(header), sentAt, now())),
      fail: () => resolve(undefined),
    })
  })
}

function dateIn(header: object): string | undefined {
  const found = Object.entries(header).find(([name]) => name.toLowerCase() === 'date')
  return found && String(found[1])
}
