/** What the pages of the reference say besides the doc comments. */
export const words = {
  en: {
    about: {
      index: 'Everything: signing, credentials, transfers.',
      presign: 'Signing and credentials, without transfers.',
      album: 'Photos and videos of a bucket, saved to the album of the phone.',
      official: 'The official SDK, typed, on the credentials of a client of this package.',
      compat: 'The everyday calls of the official SDK on this engine.',
      testing: 'A `wx` for tests of apps, in Node, with a COS behind it: [how to use it](../recipes.md#testing).',
    },
    extends: 'Extends',
    member: 'Member',
    meaning: 'Meaning',
    shared: 'Also here, as in the main entry',
    tags: { default: 'Default', throws: 'Throws', returns: 'Returns', see: 'See', param: 'Parameter' },
  },
  zh: {
    about: {
      index: '全部功能：签名、临时密钥、传输。以下说明取自源码的英文注释。',
      presign: '签名和临时密钥，不含传输。以下说明取自源码的英文注释。',
      album: '把存储桶里的照片和视频存入手机相册。以下说明取自源码的英文注释。',
      official: '官方 SDK，带类型，使用本包客户端的临时密钥。以下说明取自源码的英文注释。',
      compat: '官方 SDK 的日常调用，由本包实现。以下说明取自源码的英文注释。',
      testing:
        '给应用的测试用的 `wx`，在 Node 里运行，背后有 COS：[用法](../recipes.md#测试)。以下说明取自源码的英文注释。',
    },
    extends: '扩展自',
    member: '成员',
    meaning: '说明',
    shared: '与主入口相同的接口',
    tags: { default: '默认', throws: '抛出', returns: '返回', see: '参见', param: '参数' },
  },
}
