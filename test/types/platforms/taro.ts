/** `Taro` as it is, as the option `wx`: compiled, never run. */
import Taro from '@tarojs/taro'
import { COS } from 'cos-miniprogram'
import { Presigner } from 'cos-miniprogram/presign'

const credentials = { url: 'https://example.com/credentials' }
export const clients = [new COS({ wx: Taro, credentials }), new Presigner({ wx: Taro, credentials })]
