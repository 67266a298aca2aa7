/** Whether the system's language is Chinese; all others see English. */
export function isChinese(): boolean {
  return navigator.language.toLowerCase().startsWith('zh')
}
