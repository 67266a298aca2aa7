/** WeChat's `wx` as it is, as the option `wx`: compiled with many versions of its typings, never run. */
import { COS } from 'cos-miniprogram'
import { Presigner } from 'cos-miniprogram/presign'

const credentials = { url: 'https://example.com/credentials' }
export const clients = [new COS({ wx, credentials }), new Presigner({ wx, credentials })]
