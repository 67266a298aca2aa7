import { receive } from '../wx/network/body'
import { conditions } from './conditions'
import { latency } from './line'

/**
 * The address at which the page shows a picture that came over the simulated line. One of the network is fetched at its
 * pace, and stays in memory until the next start; one of the app or of the phone is there at once.
 * @throws where the network is off, or goes meanwhile
 */
export async function overTheLine(source: string, signal: AbortSignal): Promise<string> {
  if (conditions.values.network === 'normal' || !isRemote(source)) return source
  const lost = new AbortController()
  const checkLine = () => conditions.values.network === 'off' && lost.abort()
  checkLine()
  conditions.changes.on(checkLine)
  try {
    const either = AbortSignal.any([signal, lost.signal])
    await latency(either)
    const response = await fetch(source, { signal: either, credentials: 'omit', cache: 'no-store' })
    return URL.createObjectURL(await receive(response, either))
  } finally {
    conditions.changes.off(checkLine)
  }
}

function isRemote(source: string): boolean {
  return /^https?:/.test(source) && !source.startsWith(`${location.origin}/`)
}
