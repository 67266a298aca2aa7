/** One of the test suites that Tencent publishes with its SDKs. */
export type SuiteName = 'node' | 'web' | 'wx'

/** How one of its tests ended. */
export interface TestResult {
  /** The titles above it. */
  group: string
  title: string
  state: 'passed' | 'failed' | 'not run'
  /** What was said where it failed. */
  error?: string
}

/** A COS on this machine, and what a suite has to know of it. */
export interface Surroundings {
  cosPort: number
  Bucket: string
  Region: string
  SecretId: string
  SecretKey: string
  /** Answers temporary keys: `/sts`; and a signature for one upload: `/uploadSign`. */
  keysUrl: string
  /** For whatever a run needs; gone afterwards. */
  scratch: string
}

/** Runs a suite that lies in `folder`. */
export type RunSuite = (folder: string, surroundings: Surroundings) => Promise<TestResult[]>
