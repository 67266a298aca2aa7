/** With what the server starts, where nobody asks WeChat, COS or STS. */
export const environment = {
  ISSUER: 'external',
  COS_BUCKET: 'photos-1250000000',
  COS_REGION: 'ap-guangzhou',
  WECHAT_APPID: 'wx0000000000000example',
  WECHAT_SECRET: 'example-app-secret',
  SESSION_KEYS: 'k1:example-session-key-example-session-key',
  USER_ID_KEY: 'example-user-id-key-example-user-id-key',
  LOG_LEVEL: 'silent',
  HOST: '127.0.0.1',
  PORT: '0',
}
