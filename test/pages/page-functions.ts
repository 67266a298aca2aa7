/** What pages have asked of WeChat. */
export interface Calls {
  /** The options of each call of a function, the first first. */
  of(api: string): Record<string, unknown>[]
}

/** What they answer, where a page looks at it. */
const ANSWERS: Readonly<Record<string, object>> = {
  navigateTo: {},
  switchTab: {},
  reLaunch: {},
  navigateBack: {},
  setNavigationBarTitle: {},
  setNavigationBarColor: {},
  setBackgroundColor: {},
  setTabBarItem: {},
  setTabBarStyle: {},
  setClipboardData: {},
  stopPullDownRefresh: {},
  previewImage: {},
  requirePrivacyAuthorize: {},
  getImageInfo: { type: 'jpeg' },
}

/** The functions of `wx` around pages, which the stand-in for files and network does not have: each call is recorded. */
export function pageFunctions(): { functions: Record<string, unknown>; calls: Calls } {
  const made: { api: string; options: Record<string, unknown> }[] = []
  const recorded = Object.entries(ANSWERS).map(([api, answer]) => {
    const call = async (options: Record<string, unknown> = {}) => {
      made.push({ api, options })
      return answer
    }
    return [api, call] as const
  })
  return {
    functions: { ...Object.fromEntries(recorded), getExtConfigSync: () => ({}), nextTick: queueMicrotask },
    calls: { of: (api) => made.filter((call) => call.api === api).map(({ options }) => options) },
  }
}
