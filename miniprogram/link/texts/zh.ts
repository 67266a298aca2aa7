import type { FormProblem } from '../services/link-form'

const problems: Record<FormProblem, string> = {
  key: '请填写对象键。',
  expires: '有效期须是正整数，单位为秒。',
  headers: '每行一个请求头，形如 x-cos-acl: private。',
}

/** Chinese texts of this subpackage, and the shape of the English ones. */
export const zh = {
  title: '签名链接',
  intro: '填好参数，生成一个预签名 URL，并逐项看懂它。',
  key: '对象键 Key',
  method: '方法 Method',
  expires: '有效期 Expires（秒）',
  lifetimes: { 60: '1 分钟', 900: '15 分钟', 3600: '1 小时', 43200: '12 小时' } as Record<number, string>,
  preset: '图片处理 Query',
  presets: { original: '原图', small: '宽 300', webp: 'WebP', light: '低质量', info: '图片信息' } as Record<
    string,
    string
  >,
  headers: '请求头 Headers，每行一个',
  downloadName: '下载时的文件名 downloadName',
  optional: '选填',
  stable: '保持不变 stable',
  stableHint: '一段时间内 URL 逐字节相同，图片缓存才能命中',
  sign: '生成链接',
  signing: '正在签名',
  problems,
  url: '链接',
  copy: '复制',
  copied: '已复制',
  try: '试一试',
  left: '剩余 {time}',
  ended: '已失效',
  until: '{time} 失效',
  why: {
    expires: '因为 Expires 是 {seconds} 秒，从服务器的当前时间算起。',
    credentials: '比 Expires 短：临时密钥在这时到期，链接不能比它活得更久。',
    stable: '因为 stable：结束时间按半个有效期取整，所以至少剩一半。',
  },
  preview: '预览',
  parts: '逐项说明',
  explain: {
    origin: '存储桶的域名，须在小程序后台的 request 与 downloadFile 合法域名里',
    key: '对象键：存储桶里的哪个对象',
    query: '请求参数，已签名，不能改动',
    'q-sign-algorithm': '签名算法，固定为 sha1',
    'q-ak': '密钥 ID：用哪个临时密钥签名，不是秘密',
    'q-sign-time': '签名的起止时间：{start} 至 {end}',
    'q-key-time': '签名密钥的起止时间，与上一项相同',
    'q-header-list': '已签名的请求头，发送时须原样带上',
    'q-url-param-list': '已签名的请求参数',
    'q-signature': '签名本身：改动任何一项都会对不上',
    'x-cos-security-token': '临时密钥的令牌，含权限范围；共 {count} 个字符',
  } as Record<string, string>,
  compare: '与官方 SDK 对照',
  compareNote: '同一密钥，cos-wx-sdk-v5 签同一请求',
  sameTime: '指定同样的时间',
  equal: '逐项相同',
  different: '有不同',
  asUsual: '官方 getObjectUrl 默认做法',
  asUsualWhy:
    '官方从密钥的开始时间算起 Expires：密钥用过一阵以后，链接会提前失效，甚至一生成就已过期；超过密钥有效期的部分也不会说明。本 SDK 从服务器的当前时间算起，且不晚于密钥到期。官方也不签 Content-Type 等请求头。',
  noCredentials: '后端给的不是可识别的临时密钥，无法对照。',
  ours: '本 SDK',
  official: '官方',
  speed: '每次签名：本 SDK {ours} 毫秒，官方 {official} 毫秒',
  tried: '试的结果',
  status: '状态码 {status}，用时 {milliseconds} 毫秒',
  emptyBody: '没有响应体',
  confirmTitle: '确定要发送？',
  confirmText: '{method} 会改动或删除存储桶里的对象。',
  confirmSend: '发送',
}

/** What a language has to say. */
export type LinkTexts = typeof zh
