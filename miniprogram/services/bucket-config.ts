import { textField } from './backend'

/** Where the app's objects are. */
export interface BucketConfig {
  Bucket: string
  Region: string
  Domain?: string
}

/** Takes it out of an answer of the backend. @param route - what was asked, for messages */
export function bucketIn(answer: Record<string, unknown>, route: string): BucketConfig {
  return {
    Bucket: textField(answer, 'Bucket', route),
    Region: textField(answer, 'Region', route),
    Domain: typeof answer.Domain === 'string' ? answer.Domain : undefined,
  }
}
