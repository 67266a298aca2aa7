import { expectTypeOf } from 'expect-type'
import type { Platform } from '../../../sdk/src/types/platform'
import { createWx, realClock, type Wx } from '../../wx'

describe('the wx for Node', () => {
  it('is a platform for the SDK', () => {
    expectTypeOf<Wx>().toExtend<Platform>()
  })

  it('has no function that WeChat has not', () => {
    expectTypeOf<Exclude<keyof Wx, keyof WechatMiniprogram.Wx>>().toEqualTypeOf<'phone' | 'restart'>()
    type Files = ReturnType<Wx['getFileSystemManager']>
    expectTypeOf<Exclude<keyof Files, keyof WechatMiniprogram.FileSystemManager>>().toEqualTypeOf<never>()
  })

  it('says what it has', () => {
    const wx = createWx({ clock: realClock(), handler: () => undefined })
    expect(wx.canIUse('downloadFile')).toBe(true)
    expect(wx.canIUse('createBLEConnection')).toBe(false)
    expect(wx.getSystemInfoSync()).toEqual({ ...wx.getDeviceInfo(), ...wx.getAppBaseInfo() })
  })

  it('touches nothing outside before the app asks', () => {
    const wx = createWx({ clock: realClock(), handler: () => undefined })
    expect(wx.phone.requests).toEqual([])
    expect(wx.phone.files.list()).toEqual([])
  })
})
