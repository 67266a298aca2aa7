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

  it('gives one openid to all codes of WeChat DevTools, also after a restart', async () => {
    const [before, after] = [session(), session()]
    const { openid } = (await before('0b3KXgml2TnLEa4Bqinl2JbQXl0KXgmC')) as { openid: string }
    expect(openid).toMatch(/^local[\w-]{23}$/)
    expect(await before('0f1Wd1000gFkHP1sKn000pGt4M3Wd10-')).toMatchObject({ openid })
    expect(await after('0a1Ab_000Xz')).toMatchObject({ openid })
    expect(await after('the code is a mock one')).toMatchObject({ openid })
    expect(await after('device-a.1')).not.toMatchObject({ openid })
  })

  it('takes the one code that DevTools gives without an AppID again and again', async () => {
    const login = session()
    expect(await login('the code is a mock one')).toHaveProperty('openid')
    expect(await login('the code is a mock one')).toHaveProperty('openid')
  })

  it.each(['device.1', '0b3KXgml2TnLEa4Bqinl2JbQXl0KXgmC', 'device', 'device.', '.1', 'a.b.c'])(
    'takes the code "%s" once',
    async (code) => {
      const login = session()
      expect(await login(code)).toHaveProperty('openid')
      expect(await login(code)).toEqual({ errcode: 40163, errmsg: 'code been used' })
    },
  )

  it('refuses no code', async () => {
    expect(await session()('')).toEqual({ errcode: 40029, errmsg: 'invalid code' })
  })
})
