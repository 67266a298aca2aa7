import type { TestLimits } from '../../sdk/src/types/testing/options'

/** What the platform bears: WeChat's own figures, which a test may lower. */
export type Limits = TestLimits

const megabyte = 1024 * 1024

/** As documented by WeChat. */
export const wechatLimits: Limits = {
  requests: 10,
  timeout: 60_000,
  background: 5_000,
  readBytes: 100 * megabyte,
  downloadBytes: 200 * megabyte,
  userBytes: 200 * megabyte,
  temporaryBytes: 4096 * megabyte,
  descriptors: 16,
}
