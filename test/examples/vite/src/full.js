import { COS } from 'cos-miniprogram'

export const sign = (options) => new COS(options).presign({ Key: 'a.jpg' })
