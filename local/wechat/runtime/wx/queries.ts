import type { Router } from '../pages/router'

/** What measures the page in front. */
export function queries(router: Router) {
  const ofPage = (name: string) => {
    const method = router.top?.instance[name]
    if (typeof method !== 'function') throw new Error(`${name}: no page is open`)
    return method.bind(router.top?.instance)
  }
  return {
    createSelectorQuery: (): unknown => ofPage('createSelectorQuery')(),
    createIntersectionObserver: (component: QueryTarget, options?: object): unknown =>
      component.createIntersectionObserver(options),
    createMediaQueryObserver: (): unknown => ofPage('createMediaQueryObserver')(),
  }
}

interface QueryTarget {
  createIntersectionObserver(options?: object): unknown
}
