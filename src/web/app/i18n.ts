// The words of the screens in the reader's language; only the language that is shown is loaded.
import { createInstance, type i18n } from 'i18next'
import { initReactI18next } from 'react-i18next'
import type { Language } from '../ui/format.ts'

const words: Readonly<Record<Language, () => Promise<{ default: object }>>> = {
  'zh-CN': () => import('./locales/zh-CN.json'),
  en: () => import('./locales/en.json'),
}

const components: Readonly<Record<Language, () => Promise<{ default: unknown }>>> = {
  'zh-CN': () => import('antd/locale/zh_CN.js'),
  en: () => import('antd/locale/en_US.js'),
}

/** The language a browser asks for, before anybody has signed in. */
export const browserLanguage = (): Language =>
  navigator.language.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en'

export async function startI18n(language: Language): Promise<i18n> {
  const instance = createInstance()
  await instance.use(initReactI18next).init({
    lng: language,
    resources: { [language]: { translation: (await words[language]()).default } },
    interpolation: { escapeValue: false },
    returnNull: false,
  })
  // A name that stands within a sentence begins small, unless it is written in capitals.
  instance.services.formatter?.add('within', (name) =>
    String(name).replace(/^\p{Lu}(?=\p{Ll})/u, (letter) => letter.toLowerCase()),
  )
  document.documentElement.lang = language
  return instance
}

export async function changeLanguage(instance: i18n, language: Language): Promise<void> {
  if (instance.language === language) return
  if (!instance.hasResourceBundle(language, 'translation'))
    instance.addResourceBundle(language, 'translation', (await words[language]()).default)
  await instance.changeLanguage(language)
  document.documentElement.lang = language
}

/** The component library's own words, and the calendar's first day of the week with them. */
export async function componentWords(language: Language): Promise<unknown> {
  const loaded: { default: unknown } = await components[language]()
  if (language === 'zh-CN') {
    const [{ default: dayjs }] = await Promise.all([import('dayjs'), import('dayjs/locale/zh-cn.js')])
    dayjs.locale('zh-cn')
  }
  const words: unknown = loaded.default
  return typeof words === 'object' && words !== null && 'default' in words ? words.default : words
}
