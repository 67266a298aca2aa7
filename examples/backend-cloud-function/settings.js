const { env } = process

/** What this function has to know, from its environment variables, which the console of cloud functions sets. */
module.exports = {
  bucket: required('COS_BUCKET'),
  region: required('COS_REGION'),
  /** At least 32 random characters: folders are named with it. */
  folderSecret: required('FOLDER_SECRET'),
  /** Of a sub-account that may do on the bucket what is issued here, and nothing else. */
  secretId: required('TENCENT_SECRET_ID'),
  secretKey: required('TENCENT_SECRET_KEY'),
  endpoint: env.STS_ENDPOINT || 'sts.tencentcloudapi.com',
}

function required(name) {
  const value = env[name]
  if (!value) throw new Error(`The environment variable ${name} is not set.`)
  return value
}
