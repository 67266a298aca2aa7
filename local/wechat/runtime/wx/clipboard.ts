import { create } from '../screen'
import { api } from './call'
import { toast } from './feedback'
import { isChinese } from './language'
import { requireAgreement } from './privacy'

let copied = ''

/** The clipboard, whose setting shows a message of its own. */
export const clipboard = {
  setClipboardData: api('setClipboardData', async ({ data }: { data: string }) => {
    await requireAgreement('setClipboardData')
    copied = data
    await writeText(data)
    toast(isChinese() ? '内容已复制' : 'Copied')
  }),
  getClipboardData: api('getClipboardData', async () => {
    await requireAgreement('getClipboardData')
    return { data: await navigator.clipboard.readText().catch(() => copied) }
  }),
}

// The modern way needs a permission that not every browser gives to a page on loopback.
async function writeText(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text)
  } catch {
    const field = create('textarea', 'wechat-picker', text)
    document.body.append(field)
    field.select()
    document.execCommand('copy')
    field.remove()
  }
}
