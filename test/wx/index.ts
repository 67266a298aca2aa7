/**
 * A `wx` for Node: WeChat's functions with WeChat's limits and ways of failing, on a phone, a network and a clock that
 * belong to the test. One process, no socket, no waiting; the same seed gives the same run.
 *
 *     const clock = virtualClock()
 *     const wx = createWx({
 *       clock,
 *       handler: () => cos, // createCos({ storage: memoryStorage(), now: clock.now, … }), made once
 *       files: { 'wxfile://tmp_video.mp4': generatedFile(300 * 1024 * 1024) },
 *       faults: faultPlan({ method: 'PUT', url: /partNumber=2/, faults: [{ kind: 'loseAnswer' }] }),
 *     })
 *     const client = new COS({ wx, now: clock.now, timers: wx.phone.timers, random: seededRandom(1), credentials })
 *
 *     const task = client.uploadFile({ Key: 'u/1/video.mp4', FilePath: 'wxfile://tmp_video.mp4' })
 *     await clock.advance(3000)
 *     wx.phone.hide() // requests are interrupted five seconds later
 *     await clock.advance(60_000)
 *     wx.phone.show()
 *     await clock.run(task) // throws if nothing can ever settle it
 *     expect(wx.phone.openDescriptors()).toEqual([])
 *     expect(wx.phone.memory.peak).toBeLessThanOrEqual(partSize * 3)
 *
 * `wx.restart()` kills the app and gives the next one's `wx`. Over real sockets: `realClock()` and `overHttp()`.
 * `hideWebGlobals((file) => file.includes('/sdk/src/'))` takes `fetch`, `URL`, `Buffer` … from the SDK, and from it alone.
 * A clock that is off: `now: () => clock.now() + skew`.
 */
export { type Callbacks, PlatformError, type WxFailure } from './callbacks'
export { type Clock, realClock } from './clock'
export { createWx, type RestartOptions, type Wx, type WxOptions } from './create-wx'
export { expiredToken, internalError, requestExpired, serviceUnavailable, slowDown } from './faults/cos-errors'
export type { Fault, Faults, OutgoingRequest } from './faults/fault'
export { always, type FaultRule, faultPlan, noFaults, together } from './faults/plan'
export { randomFaults, type RandomFaultOptions, type RandomFaults } from './faults/random-faults'
export { contentOf, type FileContent, generatedFile } from './files/content'
export { type HttpServers, overHttp } from './http'
export { type Limits, wechatLimits } from './limits'
export type { NetworkEvents } from './network/connectivity'
export type { RequestRecord } from './network/network'
export type { Connection, Server, ServerOf } from './network/server'
export { seededRandom } from './random'
export { type VirtualClock, virtualClock } from './virtual-clock'
export { hideWebGlobals } from './web-globals'
export type { Returned, TaskFunctions } from './wrapper'
