import { preferences } from '../services/preferences'

/** `zh` for Chinese in all its forms, `en` for everything else: what the person chose, else what the system speaks. */
export function currentLanguage(): 'zh' | 'en' {
  const { language } = preferences()
  return language === 'system' ? languageOf(wx.getAppBaseInfo().language) : language
}

/** The app's language for one as WeChat names it: `zh_CN`, `zh_TW`, `en` … */
export function languageOf(name: string): 'zh' | 'en' {
  return name.startsWith('zh') ? 'zh' : 'en'
}
