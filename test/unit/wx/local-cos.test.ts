import { createCos, memoryStorage } from '../../../local/cos'
import { Presigner } from '../../../sdk/src/presign'
import { always, createWx, generatedFile, randomFaults, together, virtualClock } from '../../wx'
import { outcome } from './outcome'

const Bucket = 'photos-1250000000'
const Region = 'ap-guangzhou'
const permanentKey = { SecretId: 'AKIDEXAMPLE', SecretKey: 'secret-key-EXAMPLE' }
const host = `${Bucket}.cos.${Region}.myqcloud.com`
const filePath = 'wxfile://tmp_photo.jpg'

/** A phone, and a COS that it reaches, on one clock; what goes wrong depends on the seed. */
function setUp(seed: number) {
  const clock = virtualClock()
  const cos = createCos({ storage: memoryStorage(), Bucket, Region, keys: [permanentKey], now: clock.now })
  const wx = createWx({
    clock,
    handler: (asked) => (asked === host ? cos : undefined),
    files: { [filePath]: generatedFile(100_000, seed) },
    faults: together(randomFaults(seed), always({ kind: 'latency', milliseconds: 20 })),
  })
  const Authorization = (Method: 'PUT' | 'GET') =>
    Presigner.getAuthorization({ ...permanentKey, Method, Key: 'a.jpg', Headers: { host }, now: clock.now })
  const url = `https://${host}/a.jpg`
  return {
    clock,
    wx,
    put: async () => {
      const data = wx.getFileSystemManager().readFileSync(filePath)
      const header = { Authorization: Authorization('PUT') }
      return outcome(wx.request, { url, method: 'PUT', header, data })
    },
    get: async () => outcome(wx.downloadFile, { url, header: { Authorization: Authorization('GET') } }),
  }
}

type Ended = Awaited<ReturnType<ReturnType<typeof setUp>['put' | 'get']>>

/** Tries again, a second later, until there is a 200. */
async function insist<Result extends Ended>({ clock }: ReturnType<typeof setUp>, attempt: () => Promise<Result>) {
  for (;;) {
    const ended = await attempt()
    if ('success' in ended && ended.success.statusCode === 200) return ended.success
    await new Promise<void>((resolve) => clock.setTimeout(resolve, 1000))
  }
}

describe('the wx for Node in front of the local COS', () => {
  it('carries a photo there and back through a hundred schedules of faults, and nothing hangs', async () => {
    for (let seed = 0; seed < 100; seed++) {
      const phone = setUp(seed)
      await phone.clock.run(insist(phone, phone.put))
      await phone.clock.run(insist(phone, phone.get))
      await phone.clock.runUntilIdle()
      expect(phone.wx.phone.requests.filter(({ serverError }) => serverError !== undefined)).toEqual([])
    }
  })

  it('plays the same run for the same seed', async () => {
    const play = async () => {
      const phone = setUp(3)
      await phone.clock.run(insist(phone, phone.put))
      await phone.clock.run(insist(phone, phone.get))
      return phone.wx.phone.requests.map(({ startedAt, statusCode, failure }) => ({ startedAt, statusCode, failure }))
    }
    const first = await play()
    expect(await play()).toEqual(first)
    expect(first.length).toBeGreaterThan(2)
  })
})
