/** `uni` as it is, as the option `wx`: compiled, never run. */
import { COS } from 'cos-miniprogram'
import { Presigner } from 'cos-miniprogram/presign'

const credentials = { url: 'https://example.com/credentials' }
export const clients = [new COS({ wx: uni, credentials }), new Presigner({ wx: uni, credentials })]
