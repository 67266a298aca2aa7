import { judge, type Finding } from './finding'

/** COS refuses what is off by more than 15 minutes; this is where a link starts to be shorter than it says. */
const MAX_OFFSET_SECONDS = 60

/**
 * How far the phone's clock is ahead of the server's, from the `Date` of an answer. The half of the round trip is
 * taken off; `Date` has whole seconds.
 */
export function clockFinding(date: string | undefined, sentAt: number, receivedAt: number): Finding {
  const server = Date.parse(date ?? '')
  if (Number.isNaN(server)) return { id: 'clock', verdict: 'warning', value: '?', advice: 'noDate' }
  const seconds = Math.round(((sentAt + receivedAt) / 2 - server - 500) / 1000)
  const value = `${seconds > 0 ? '+' : ''}${seconds} s`
  return judge('clock', value, Math.abs(seconds) <= MAX_OFFSET_SECONDS, 'setClock')
}

/** Asks a server for its time: any answer will do. */
export function askForTime(url: string, now: () => number = Date.now): Promise<Finding> {
  const sentAt = now()
  return new Promise((resolve) => {
    wx.request({
      url,
      timeout: 10000,
      success: ({ header }) => resolve(clockFinding(dateIn(header), sentAt, now())),
      fail: () => resolve({ id: 'clock', verdict: 'warning', value: '?', advice: 'noDate' }),
    })
  })
}

function dateIn(header: object): string | undefined {
  const found = Object.entries(header).find(([name]) => name.toLowerCase() === 'date')
  return found && String(found[1])
}
