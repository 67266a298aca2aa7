import type { RawHandler } from '../../../local/cos/handler'
import { serve } from '../../../local/cos/http'
import { createWx, overHttp, realClock } from '../../wx'
import { outcome } from './outcome'
import { recordingServer, respond } from './server'

async function withServer(
  handler: RawHandler,
  use: (set: { wx: ReturnType<typeof createWx>; url: string }) => Promise<void>,
) {
  const served = await serve(handler, { port: 0 })
  const servers = overHttp()
  const wx = createWx({ clock: realClock(), handler: servers.handler })
  try {
    await use({ wx, url: `${served.url}/a%2Fb.jpg?x=%2B` })
  } finally {
    servers.close()
    await served.close()
  }
}

describe('wx over HTTP', () => {
  it('sends target, headers and body as they are, and gives the answer', async () => {
    const { heard, handler } = recordingServer({ status: 201, headers: [['ETag', '"1"']], body: 'made' })
    await withServer(handler(), async ({ wx, url }) => {
      const data = new Uint8Array(3_000_000).fill(7).buffer
      const header = { 'Content-Type': 'image/jpeg' }
      expect(await outcome(wx.request, { url, method: 'PUT', data, header })).toMatchObject({
        success: { statusCode: 201, data: 'made', header: { ETag: '"1"' } },
      })
      expect(heard).toMatchObject([
        { method: 'PUT', target: '/a%2Fb.jpg?x=%2B', headers: { 'Content-Type': 'image/jpeg' } },
      ])
      expect(heard[0]?.body.equals(Buffer.from(data))).toBe(true)
    })
  })

  it('hears an answer that comes before the body was read', async () => {
    const refusing: RawHandler = async () => respond({ status: 403, body: 'no' })
    await withServer(refusing, async ({ wx, url }) => {
      const ended = await outcome(wx.request, { url, method: 'PUT', data: new ArrayBuffer(100_000) })
      expect(ended).toMatchObject({ success: { statusCode: 403 } })
    })
  })

  it('fails where the server hangs up', async () => {
    const broken: RawHandler = async () => {
      throw new Error('broken')
    }
    await withServer(broken, async ({ wx, url }) => {
      expect(await outcome(wx.request, { url })).toMatchObject({ fail: { errno: 600001 } })
    })
  })

  it('hangs up when the app aborts', async () => {
    let cameIn = () => {}
    const reached = new Promise<void>((resolve) => (cameIn = resolve))
    const body = async function* () {
      cameIn()
      await new Promise(() => {})
      yield Buffer.alloc(0)
    }
    const endless: RawHandler = async () => ({ status: 200, headers: [], body: body() })
    await withServer(endless, async ({ wx, url }) => {
      const ended = new Promise((fail) => {
        const task = wx.request({ url, fail })
        void reached.then(() => task.abort())
      })
      expect(await ended).toEqual({ errMsg: 'request:fail abort' })
    })
  })
})
