import type { SuiteName, TestResult } from './suite'

/** Tests that are about something that the local COS does not serve, and why it does not. */
export interface Irrelevant {
  why: string
  group: RegExp
  /** All tests of the group, without it. */
  title?: RegExp
  /** All suites, without it. */
  suite?: SuiteName
}

const CONFIGURATION = 'the configuration of a bucket is a setting of the local COS, and not changed by requests'
const PROCESSING = 'of the processing of objects (Cloud Infinite), only that of images in a query is served'
const OTHERS = 'the bucket is one of Tencent, set up for this test'

/** Everything that is left out, by name. */
export const irrelevant: readonly Irrelevant[] = [
  { why: CONFIGURATION, group: /^(putBucket\(\)|BucketAcl|BucketCors|BucketTagging|BucketPolicy)$/ },
  { why: CONFIGURATION, group: /^Bucket(Lifecycle|Website|Domain|Logging|Inventory|Replication|Origin|Referer)$/ },
  { why: CONFIGURATION, group: /^(getBucketAccelerate|putBucketEncryption.*|putBucketVersioning.*)$/ },
  { why: CONFIGURATION, group: /^optionsObject/, title: /^delete cors/ },
  { why: CONFIGURATION, group: /^ObjectAcl$/, title: /^putObjectAcl\(\) xml$/ },
  { why: PROCESSING, group: /^(数据万象|request|RawBody error|returnBody)$/ },
  { why: PROCESSING, group: /./, title: /pic-operations/ },
  { why: 'SQL over the content of an object is not served', group: /^selectObjectContent/ },
  { why: 'signatures of AWS (version 4) are not taken', group: /./, title: /getV4Auth/ },
  {
    why: 'it compares the RequestIds of two requests, which are never the same',
    suite: 'wx',
    group: /^sliceCopyFile\(\)$/,
  },
  { why: OTHERS, group: /^retry / },
  {
    why: 'it appends to an object that has to lie in the bucket already, and waits for ever without one',
    suite: 'wx',
    group: /^appendObject$/,
  },
]

/** Why a test is left out; `undefined` where it is not. */
export function whyIrrelevant(suite: SuiteName, { group, title }: Pick<TestResult, 'group' | 'title'>) {
  return irrelevant.find(
    (entry) => (entry.suite ?? suite) === suite && entry.group.test(group) && (entry.title?.test(title) ?? true),
  )?.why
}

/** The groups of a suite that are left out with all of their tests. */
export function irrelevantGroups(suite: SuiteName): RegExp[] {
  const whole = irrelevant.filter((entry) => (entry.suite ?? suite) === suite && entry.title === undefined)
  return whole.map(({ group }) => group)
}
