import { isChinese } from '../wx/language'
import type { ConditionName, ConditionValues } from '../simulation/conditions'
import type { SessionState } from '../simulation/sessions'

interface ConditionTexts<Value extends string> {
  label: string
  values: Readonly<Record<Value, string>>
  /** What the mini program runs into. */
  effect: Readonly<Record<Value, string>>
}

/** All that the menu says, in one language. */
export interface MenuTexts {
  title: string
  intro: string
  conditions: { readonly [Name in ConditionName]: ConditionTexts<ConditionValues[Name]> }
  session: { label: string; end: string; state: Readonly<Record<SessionState, string>> }
  reset: string
  close: string
  simulated: string
  hidden: { title: string; text: string; back: string }
}

const zh: MenuTexts = {
  title: '让手机遇到麻烦',
  intro: '先上传一个大文件，再点下面的开关，看它怎样接着传完。',
  conditions: {
    network: {
      label: '网络',
      values: { normal: '正常', slow: '慢', off: '断开' },
      effect: {
        normal: '本机速度',
        slow: '上行、下行各 100 KB/s，延迟 300 毫秒',
        off: '所有请求立刻失败，正在传的也会断开',
      },
    },
    app: {
      label: '小程序',
      values: { shown: '前台', hidden: '后台' },
      effect: { shown: '在屏幕上', hidden: '5 秒后微信中断它的请求' },
    },
    clock: {
      label: '手机时间',
      values: { right: '准确', behind: '慢一天', ahead: '快一天' },
      effect: {
        right: '与服务器一致',
        behind: '按它签名会被 COS 拒绝；SDK 用服务器的时间',
        ahead: '按它签名会被 COS 拒绝；SDK 用服务器的时间',
      },
    },
    album: {
      label: '相册权限',
      values: { allowed: '允许', refused: '已拒绝' },
      effect: { allowed: '可以保存到相册', refused: '不再弹窗，只能在设置里打开' },
    },
    privacy: {
      label: '隐私协议',
      values: { agreed: '已同意', open: '未同意' },
      effect: { agreed: '可以选文件、存相册、复制', open: '选文件、存相册、复制之前要先同意' },
    },
    files: {
      label: '文件空间',
      values: { free: '有空间', full: '已满' },
      effect: { free: '小程序的文件共 200 MB', full: '写不进任何文件，下载也会失败' },
    },
  },
  session: {
    label: '登录',
    end: '让它失效',
    state: {
      none: '还没有用过',
      used: '有效',
      ended: '已失效，后端对下一次请求回答 401',
    },
  },
  reset: '全部恢复',
  close: '关闭',
  simulated:
    '模拟的是：微信与手机（页面框架是微信自己的 glass-easel），以及上面这些情况。真实的是：小程序源码、SDK、每一个签名和每一次请求；COS 与后端运行在这台电脑上。刷新后全部恢复，文件也会清空。',
  hidden: { title: '小程序在后台', text: '超过 5 秒，微信会中断它的请求。', back: '回到小程序' },
}

const en: MenuTexts = {
  title: 'Trouble for the phone',
  intro: 'Upload a large file, then click below, and watch it arrive all the same.',
  conditions: {
    network: {
      label: 'Network',
      values: { normal: 'Normal', slow: 'Slow', off: 'Off' },
      effect: {
        normal: 'As fast as this computer',
        slow: '100 KB/s each way, 300 ms delay',
        off: 'Every request fails at once, those under way too',
      },
    },
    app: {
      label: 'Mini program',
      values: { shown: 'In front', hidden: 'Hidden' },
      effect: { shown: 'On the screen', hidden: 'After 5 s WeChat interrupts its requests' },
    },
    clock: {
      label: "Phone's clock",
      values: { right: 'Right', behind: '−1 day', ahead: '+1 day' },
      effect: {
        right: "The server's time",
        behind: "COS refuses it; the SDK uses the server's",
        ahead: "COS refuses it; the SDK uses the server's",
      },
    },
    album: {
      label: 'Album access',
      values: { allowed: 'Allowed', refused: 'Refused' },
      effect: { allowed: 'Pictures can be saved', refused: 'No dialog again: only the settings help' },
    },
    privacy: {
      label: 'Privacy terms',
      values: { agreed: 'Agreed', open: 'Not agreed' },
      effect: { agreed: 'Files, photos and clipboard work', open: 'Files, photos and clipboard ask first' },
    },
    files: {
      label: 'Room for files',
      values: { free: 'Free', full: 'Full' },
      effect: { free: "200 MB for the app's files", full: 'No file can be written or downloaded' },
    },
  },
  session: {
    label: 'Session',
    end: 'End it',
    state: {
      none: 'Not used yet',
      used: 'Good',
      ended: 'Ended: the backend answers 401 to the next request',
    },
  },
  reset: 'Make all right again',
  close: 'Close',
  simulated:
    "Simulated: WeChat and the phone (its page framework is WeChat's own, glass-easel), and all of the above. Real: the mini program's source, the SDK, every signature and every request; COS and backend run on this computer. A reload makes all right again, and empties the files.",
  hidden: {
    title: 'The mini program is hidden',
    text: 'After 5 s WeChat interrupts its requests.',
    back: 'Bring it back',
  },
}

/** The texts in the language of the browser. */
export function menuTexts(): MenuTexts {
  return isChinese() ? zh : en
}
