import { distance } from 'fastest-levenshtein'
import { settingNames } from './environment'

/** What only settings of this backend begin with. */
const OURS =
  /^(?:COS|WECHAT|WXCLOUD|TENCENT|STS|SESSION|USER_ID|USER_PREFIX|SHARED|UPLOAD|LIMIT|CREDENTIALS|TRUSTED|CORS|REDIS|METRICS)_/
/** What Kubernetes sets by itself for each service, whatever that is called. */
const KUBERNETES = /_SERVICE_(?:HOST|PORT(?:_\w+)?)$|_PORT(?:_\d+_(?:TCP|UDP)(?:_(?:PROTO|PORT|ADDR))?)?$/
const FEW_LETTERS = 2

/** A variable that is read by nothing, and the setting that may have been meant. */
export interface UnknownName {
  name: string
  meant?: string
}

/** Variables that look like settings and are none: a slip of the pen leaves a default in place, and nothing says so. */
export function unknownNames(env: Readonly<Record<string, string | undefined>>): UnknownName[] {
  const others = Object.keys(env).filter((name) => !settingNames.includes(name))
  return others.flatMap((name) => {
    const meant = settingNames.find((known) => isNear(name.toUpperCase(), known))
    if (meant !== undefined) return { name, meant }
    return OURS.test(name.toUpperCase()) && !KUBERNETES.test(name) ? { name } : []
  })
}

/** Short names, such as `HOST`, are near to too many that are somebody else's. */
const isNear = (name: string, known: string) => known.length > 8 && distance(name, known) <= FEW_LETTERS
