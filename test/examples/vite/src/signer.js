import { Presigner } from 'cos-miniprogram/presign'

export const sign = (options) => new Presigner(options).presign({ Key: 'a.jpg' })
