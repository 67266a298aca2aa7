import { asking, createBackend, errorOf, issued } from './backend'

describe('POST /cos/credentials', () => {
  it('answers in the shape of STS, with the scope', async () => {
    const backend = createBackend()
    const { token, Prefix } = await backend.login('anna')

    const response = await backend.post('/cos/credentials', asking(['name/cos:GetObject'], `${Prefix}a.jpg`), token)

    expect(response.status).toBe(200)
    expect(await response.json()).toEqual({ ...issued(1800), Scope: { Prefix, Actions: ['name/cos:GetObject'] } })
  })

  it('refuses a request without a session', async () => {
    const backend = createBackend()

    const response = await backend.post('/cos/credentials', asking(['name/cos:GetObject'], 'u/x/a.jpg'))

    expect(await errorOf(response)).toMatchObject({ status: 401, code: 'Unauthenticated' })
    expect(response.headers.get('www-authenticate')).toBe('Bearer')
    expect(backend.policies).toEqual([])
  })

  it('says which action on what is refused', async () => {
    const backend = createBackend()
    const { token } = await backend.login('anna')
    const { Prefix } = await backend.login('ben')

    const response = await backend.post('/cos/credentials', asking(['name/cos:GetObject'], `${Prefix}a.jpg`), token)

    expect(await errorOf(response)).toEqual({
      status: 403,
      code: 'AccessDenied',
      message: `name/cos:GetObject on "${Prefix}a.jpg" is not yours`,
    })
  })

  it('serves only the bucket and the region of the settings', async () => {
    const backend = createBackend()
    const { token, Prefix } = await backend.login('anna')
    const elsewhere = asking(['name/cos:GetObject'], `${Prefix}a.jpg`, { Bucket: 'other-1250000000' })

    expect((await backend.post('/cos/credentials', elsewhere, token)).status).toBe(403)
  })
})
