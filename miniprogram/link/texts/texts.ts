import { currentLanguage } from '../../texts/language'
import { en } from './en'
import { zh, type LinkTexts } from './zh'

/** The texts of this subpackage in the language of the person. */
export function linkTexts(): LinkTexts {
  return { zh, en }[currentLanguage()]
}
