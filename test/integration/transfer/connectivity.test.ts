import { COS, type Platform } from 'cos-miniprogram'
import { type Fault } from '../../wx'
import { Bucket, key, Region } from './server'
import { createWorld, type WorldOptions } from './world'

type StatusListener = Parameters<NonNullable<Platform['onNetworkStatusChange']>>[0]
type NetworkTypeOptions = Parameters<NonNullable<Platform['getNetworkType']>>[0]

const slow = { next: (): Fault[] => [{ kind: 'latency', milliseconds: 1000 }] }
const minutes = (count: number) => ({ within: count * 60_000 })

/** A phone that says of its network what the test has it say. */
function setUp(options: WorldOptions = {}, functions: Partial<Platform> = {}) {
  jest.spyOn(console, 'warn').mockImplementation(() => undefined)
  const world = createWorld({ faults: slow, ...options })
  let tell: StatusListener = () => undefined
  const network = { type: 'wifi' }
  const clientOf = (more: Partial<Platform> = {}) => {
    const wx: Platform = {
      ...world.wx,
      onNetworkStatusChange: (listener) => (tell = listener),
      getNetworkType: (options) => options.success?.({ networkType: network.type }),
      ...functions,
      ...more,
    }
    return new COS({
      Bucket,
      Region,
      wx,
      now: world.clock.now,
      timers: world.wx.phone.timers,
      random: () => 0.5,
      ...key,
    })
  }
  return { ...world, cos: clientOf(), clientOf, network, event: (isConnected: boolean) => tell({ isConnected }) }
}

/** The platform says that the network is lost, and never that it is back. */
async function loseTheEnd({ clock, cos, event, network }: ReturnType<typeof setUp>) {
  await clock.run(cos.uploadFile({ Key: 'first', Body: 'x' }))
  network.type = 'none'
  event(false)
  const task = cos.uploadFile({ Key: 'a', Body: 'x' })
  await clock.advance(1000)
  expect(task).toMatchObject({ state: 'paused', pauseReason: 'offline' })
  network.type = 'wifi'
  return { task }
}

afterEach(() => jest.restoreAllMocks())

describe('where the event that the network is back is lost', () => {
  it('a paused task goes on by itself, within seconds', async () => {
    const world = setUp()
    const { task } = await loseTheEnd(world)
    await world.clock.run(task, { within: 15_000 })
  })

  it('a task that is started then runs at once, and takes the others with it', async () => {
    const world = setUp()
    const { task } = await loseTheEnd(world)
    await world.clock.run(Promise.all([world.cos.uploadFile({ Key: 'b', Body: 'x' }), task]), { within: 3000 })
  })

  it('resume() lets it run at once', async () => {
    const world = setUp()
    const { task } = await loseTheEnd(world)
    task.resume()
    await world.clock.run(task, { within: 3000 })
  })

  it('an answer from any server ends the pause, though the platform goes on saying that there is no network', async () => {
    const world = setUp()
    const { task } = await loseTheEnd(world)
    world.network.type = 'none'
    await world.clock.run(world.cos.headObject({ Key: 'first' }))
    await world.clock.run(task, { within: 3000 })
  })

  it('a platform that cannot be asked is tried', async () => {
    const world = setUp({}, { getNetworkType: undefined })
    await world.clock.run(world.cos.uploadFile({ Key: 'first', Body: 'x' }))
    const task = world.cos.uploadFile({ Key: 'a', Body: 'x' })
    await world.clock.advance(100)
    world.event(false)
    expect(task.state).toBe('paused')
    await world.clock.run(task, { within: 15_000 })
  })

  it('a platform that answers nothing is tried', async () => {
    const world = setUp({}, { getNetworkType: () => undefined })
    await world.clock.run(world.cos.uploadFile({ Key: 'first', Body: 'x' }))
    world.event(false)
    await world.clock.run(world.cos.uploadFile({ Key: 'a', Body: 'x' }), minutes(1))
  })
})

describe('what the platform says of the network', () => {
  it('is not believed where it is no more than an event', async () => {
    const { clock, cos, event } = setUp()
    const task = cos.uploadFile({ Key: 'a', Body: 'x' })
    await clock.advance(500)
    event(false)
    await clock.run(task, { within: 3000 })
  })

  it('is of the time when it was asked: an answer that is older than an event says nothing', async () => {
    const late: NetworkTypeOptions[] = []
    const { clock, cos, event, network } = setUp({}, { getNetworkType: (options) => void late.push(options) })
    const task = cos.uploadFile({ Key: 'a', Body: 'x' })
    await clock.advance(100)
    event(true)
    for (const options of late) options.success?.({ networkType: 'none' })
    network.type = 'wifi'
    await clock.advance(0)
    expect(task.state).toBe('running')
    await clock.run(task, { within: 3000 })
  })

  it('counts in the order in which it was asked, not in that in which it answers', async () => {
    const asked: NetworkTypeOptions[] = []
    const { clock, cos } = setUp({}, { getNetworkType: (options) => void asked.push(options) })
    const task = cos.uploadFile({ Key: 'a', Body: 'x' })
    task.resume()
    await clock.advance(0)
    const [first, ...later] = asked
    for (const options of later) options.success?.({ networkType: 'wifi' })
    await clock.advance(0)
    first?.success?.({ networkType: 'none' })
    await clock.advance(0)
    expect(task.state).toBe('running')
  })

  it('is not asked for when nothing waits', async () => {
    const { clock, cos, event, network } = setUp()
    await clock.run(cos.uploadFile({ Key: 'a', Body: 'x' }))
    network.type = 'none'
    event(false)
    await clock.advance(0)
    expect(clock.pendingTimers()).toBe(0)
    const task = cos.uploadFile({ Key: 'b', Body: 'x' })
    await clock.advance(60_000)
    expect(clock.pendingTimers()).toBe(1)
    task.abort()
    await task.catch(() => undefined)
    expect(clock.pendingTimers()).toBe(0)
  })
})

describe('where the event that the app is shown is lost', () => {
  /** A task that waits since its app is said to be hidden. */
  async function setUpHidden() {
    let hide = (): void => undefined
    const world = setUp({}, { onAppHide: (listener) => (hide = listener) })
    await world.clock.run(world.cos.listObjects({}))
    hide()
    const task = world.cos.uploadFile({ Key: 'a', Body: 'x' })
    await world.clock.advance(60_000)
    expect(task).toMatchObject({ state: 'paused', pauseReason: 'hidden' })
    return { ...world, task }
  }

  it('an answer that comes long after hiding ends the pause', async () => {
    const { clock, cos, task } = await setUpHidden()
    await clock.run(cos.listObjects({}))
    await clock.run(task, { within: 3000 })
  })

  it('a transfer that somebody starts ends the pause, of others too', async () => {
    const { clock, cos, task } = await setUpHidden()
    await clock.run(Promise.all([cos.uploadFile({ Key: 'b', Body: 'x' }), task]), { within: 3000 })
  })

  it('resume() ends the pause', async () => {
    const { clock, task } = await setUpHidden()
    task.resume()
    await clock.run(task, { within: 3000 })
  })

  it('time ends the pause: the platform suspends apps that are hidden', async () => {
    const { clock, task } = await setUpHidden()
    await clock.run(task, { within: 100_000 })
  })
})

it('an app that is hidden and runs on for an hour, as it may while it plays music, uses up no retry', async () => {
  const { clock, cos, wx } = setUp({}, {})
  await clock.run(cos.listObjects({}))
  wx.phone.hide()
  const task = cos.uploadFile({ Key: 'a', Body: 'x' })
  await clock.advance(3_600_000)
  expect(task).toMatchObject({ state: 'paused', pauseReason: 'hidden' })
  wx.phone.show()
  await clock.run(task)
})
