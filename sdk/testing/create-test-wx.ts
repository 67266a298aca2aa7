import { createWx, type Wx } from '../../test/wx/create-wx'
import { seededRandom } from '../../test/wx/random'
import type { TestWxOptions } from '../src/types/testing/options'
import type { TestWx } from '../src/types/testing/test-wx'
import { appWx } from './app-wx'
import { checkOptions } from './check-options'
import { type Time, timeOf } from './clock'
import { fileContents } from './content'
import { installGlobals } from './install'
import { type Surroundings, surroundingsOf } from './surroundings'
import { GrowingFaults, testPhone } from './test-phone'

/** What stays the same when the app is started anew. */
interface World extends Pick<Surroundings, 'bucket' | 'backend'> {
  time: Time
  faults: GrowingFaults
  random: () => number
}

/** A phone with an app that has just started, a bucket, and a backend that answers with credentials. */
export function createTestWx(options: TestWxOptions = {}): TestWx {
  checkOptions(options)
  const { limits, bytesPerSecond, domains, envVersion, person } = options
  const time = timeOf(options.time ?? 'real', options.start)
  const { bucket, backend, serverOf } = surroundingsOf(options, time.clock)
  const faults = new GrowingFaults(options.faults)
  const wx = createWx({
    clock: time.clock,
    handler: serverOf,
    files: fileContents(options.files),
    faults,
    measureMemory: false,
    headerCase: 'mixed',
    limits,
    bytesPerSecond,
    domains,
    envVersion,
    person,
  })
  return testWxOf(wx, { bucket, backend, time, faults, random: seededRandom(options.seed ?? 1) })
}

function testWxOf(wx: Wx, world: World): TestWx {
  const { bucket, backend, time, faults, random } = world
  const clientOptions = { wx: appWx(wx), now: time.clock.now, timers: wx.phone.timers, random }
  return {
    wx: clientOptions.wx,
    clientOptions,
    phone: testPhone(wx.phone, faults.add),
    person: wx.phone.personState.person,
    bucket,
    backend,
    clock: time.control,
    install: () => installGlobals(clientOptions, time.isVirtual),
    restart: (options) => testWxOf(wx.restart(options), world),
  }
}
