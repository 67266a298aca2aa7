const { env } = process

/** What this backend has to know, from the environment: .env.example explains it. */
export const settings = {
  port: Number(env.PORT || 5181),
  wechat: {
    appId: required('WECHAT_APPID'),
    secret: required('WECHAT_SECRET'),
    api: env.WECHAT_API || 'https://api.weixin.qq.com',
  },
  sessionSecret: required('SESSION_SECRET'),
  folderKey: required('FOLDER_KEY'),
  bucket: required('COS_BUCKET'),
  region: required('COS_REGION'),
  sts: {
    secretId: required('TENCENT_SECRET_ID'),
    secretKey: required('TENCENT_SECRET_KEY'),
    endpoint: env.STS_ENDPOINT || 'sts.tencentcloudapi.com',
  },
}

function required(name) {
  const value = env[name]
  if (!value) throw new Error(`${name} is not set: see .env.example`)
  return value
}
