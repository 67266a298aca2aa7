import { Refusal } from '../http/refusal'
import type { CloudRunLoginSettings } from '../settings'
import type { Identify } from './identify'

const OPENID = /^[\w-]{6,64}$/

/**
 * By the headers that WeChat Cloud Run puts on each request of `wx.cloud.callContainer`, where it drops what the caller
 * sent of them. Whoever reaches the backend past it could say anything: so public access has to be closed, and a request
 * without all of them, as from another mini program or environment, is refused. Of one mini program that uses the
 * environment of another (`X-WX-FROM-*`) nobody logs in: which of the two vouches for whom is not documented.
 * @see https://developers.weixin.qq.com/miniprogram/dev/wxcloudservice/wxcloudrun/src/development/weixin/
 */
export const identifyByCloudRun =
  ({ appId, env }: CloudRunLoginSettings): Identify =>
  async ({ req }) => {
    const refuse = (upstreamCode: string) =>
      new Refusal('Unauthenticated', 'Log in by wx.cloud.callContainer, from the mini program itself', { upstreamCode })
    if ((req.header('x-wx-source') ?? '') === '') throw refuse('NoSource')
    if (req.header('x-wx-from-openid') !== undefined || req.header('x-wx-from-appid') !== undefined)
      throw refuse('OtherMiniProgram')
    if (req.header('x-wx-appid') !== appId) throw refuse('OtherAppId')
    if (req.header('x-wx-env') !== env) throw refuse('OtherEnvironment')
    const openid = req.header('x-wx-openid') ?? ''
    if (!OPENID.test(openid)) throw refuse('NoOpenid')
    return openid
  }
