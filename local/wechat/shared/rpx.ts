/** Replaces `rpx`, of which 750 are as wide as the page. */
export function rpxToCss(value: string): string {
  return value.replace(/(?<![\w.-])(-?(?:\d+\.?\d*|\.\d+))rpx\b/g, (_, amount: string) =>
    Number(amount) === 0 ? '0px' : `calc(${amount} * var(--rpx))`,
  )
}
