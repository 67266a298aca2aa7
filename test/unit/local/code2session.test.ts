import { createCode2Session } from '../../../local/code2session'

async function* nothing(): AsyncGenerator<Uint8Array> {}

function session(): (code: string) => Promise<unknown> {
  const handler = createCode2Session()
  return async (code) => {
    const target = `/sns/jscode2session?appid=x&secret=y&js_code=${encodeURIComponent(code)}&grant_type=authorization_code`
    const { body } = await handler({ method: 'GET', target, headers: [], body: nothing() })
    const chunks: Uint8Array[] = []
    for await (const chunk of body) chunks.push(chunk)
    return JSON.parse(Buffer.concat(chunks).toString()) as unknown
  }
}

describe('the stand-in for code2Session', () => {
  it('gives a device one openid, also after a restart', async () => {
    const [before, after] = [session(), session()]
    const { openid } = (await before('device-a.1')) as { openid: string }
    expect(openid).toMatch(/^local[\w-]{23}$/)
    expect(await before('device-a.2')).toMatchObject({ openid })
    expect(await after('device-a.3')).toMatchObject({ openid })
    expect(await after('device-b.1')).not.toMatchObject({ openid })
  })

  it('takes a code once', async () => {
    const login = session()
    await login('device.1')
    expect(await login('device.1')).toEqual({ errcode: 40163, errmsg: 'code been used' })
  })

  it.each(['', 'device', 'device.', '.1'])('refuses the code "%s"', async (code) => {
    expect(await session()(code)).toEqual({ errcode: 40029, errmsg: 'invalid code' })
  })
})
