import { z } from 'zod'

const text = z.string().min(1)

/** What this backend has to know, from the environment: .env.example explains it. */
export const settings = z
  .object({
    PORT: z.coerce.number().default(5181),
    WECHAT_APPID: text,
    WECHAT_SECRET: text,
    WECHAT_API: z.url().default('https://api.weixin.qq.com'),
    SESSION_SECRET: text.min(32),
    FOLDER_KEY: text.min(32),
    COS_BUCKET: text,
    COS_REGION: text,
    COS_DOMAIN: z.url().optional(),
    TENCENT_SECRET_ID: text,
    TENCENT_SECRET_KEY: text,
  })
  .parse(process.env)
