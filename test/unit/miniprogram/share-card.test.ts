import { CARD_LINKS, cardPath, readCard } from '../../../miniprogram/services/share-card'
import { toPageQuery } from '../../../miniprogram/services/page-query'

const bucket = { Bucket: 'photos-1250000000', Region: 'ap-guangzhou' }
const HOST = 'photos-1250000000.cos.ap-guangzhou.myqcloud.com'
const url = (host = HOST) => `https://${host}/u/a/%E6%B5%B7.jpg?q-sign-time=1700000000%3B1700003600&q-ak=example`
const until = new Date(1_700_003_600_000)
const link = (name: string) => ({ key: `u/a/${name}`, name, url: url(), until })
const cardOf = (path: string) => path.replace('/pages/share/share?links=', '')

test('a friend sees the links that a card carries, each with its real end', () => {
  expect(readCard(cardOf(cardPath([link('海.jpg')])), bucket)).toEqual([{ name: '海.jpg', url: url(), until }])
})

test('a card carries a few', () => {
  const links = Array.from({ length: CARD_LINKS + 2 }, (_, i) => link(`${i}`))
  expect(readCard(cardOf(cardPath(links)), bucket).map(({ name }) => name)).toEqual(['0', '1', '2'])
})

test('the address of a card stands decoding, which some platforms do', () => {
  const card = cardOf(cardPath([link('100% 海.jpg')]))
  expect(decodeURIComponent(card)).toBe(card)
})

test('a bucket on a domain of its own is known by it', () => {
  const card = toPageQuery(JSON.stringify([['a.jpg', url('photos.example.com')]]))
  expect(readCard(card, { ...bucket, Domain: 'https://photos.example.com' })).toHaveLength(1)
})

test.each([
  ['another host', [['a.jpg', url('evil.example.com')]]],
  ['a host that only begins alike', [['a.jpg', url(`${HOST}.evil.example.com`)]]],
  ['a name before the host', [['a.jpg', url(`${HOST}@evil.example.com`)]]],
  ['no signature', [['a.jpg', `https://${HOST}/a.jpg`]]],
  ['a script', [['a.jpg', 'javascript:alert(1)']]],
  ['no list', { a: 1 }],
  ['no names', [[1, url()]]],
])('a card with %s is refused', (_, carried) => {
  expect(() => readCard(toPageQuery(JSON.stringify(carried)), bucket)).toThrow(TypeError)
})

test('a card that is cut off is refused', () => {
  expect(() => readCard(cardOf(cardPath([link('a.jpg')])).slice(0, 40), bucket)).toThrow('A card carries')
})
