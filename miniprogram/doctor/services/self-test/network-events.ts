/** Notes the events of the network until it is stopped. */
export function watchNetwork(): { stop(): Promise<string> } {
  const seen: string[] = []
  // The typings say that only `on` is told of it.
  const note = (event: object) => {
    const { isConnected, networkType } = event as { isConnected?: boolean; networkType?: string }
    seen.push(isConnected ? String(networkType) : 'off')
  }
  wx.onNetworkStatusChange(note)
  return {
    async stop() {
      wx.offNetworkStatusChange(note)
      const { networkType } = await wx.getNetworkType()
      return `${networkType} · ${seen.join(' → ') || '—'}`
    },
  }
}
