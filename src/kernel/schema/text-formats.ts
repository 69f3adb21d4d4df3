// What a text may be besides words: each format tidies what was typed, says whether it holds, and how it is shown.
import { isBarcodeText, mostBars } from '#base/values/code128'
import { isCreditCode } from '#base/values/credit-code'
import { bornOn } from '#base/values/person-number'

type Words = Readonly<Record<'zh-CN' | 'en', string>>

export type TextFormatRule = {
  readonly label: Words
  /** What is asked for, as the end of a sentence. */
  readonly rule: Words
  readonly example: string
  /** The keyboard that a phone brings up. */
  readonly inputMode?: 'tel' | 'email' | 'url' | 'numeric'
  /** What is stored for what was typed. */
  readonly normalise: (text: string) => string
  /** Whether a normalised text is one. */
  readonly holds: (text: string) => boolean
  /** How a stored text is shown; as it stands without. */
  readonly shown?: (text: string) => string
  readonly link?: (text: string) => string | undefined
  /** The code it is drawn as, beside its text. */
  readonly code?: 'bars' | 'square'
}

/** Full-width letters, digits and signs of Chinese input as plain ones. */
const plain = (text: string): string =>
  text
    .replace(/[\uff01-\uff5e]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
    .replaceAll('\u3000', ' ')
const trimmed = (text: string): string => text.trim()
const packed = (text: string): string => plain(text).replace(/\s+/g, '').toUpperCase()
const unhyphened = (text: string): string => plain(text).replace(/[\s-]+/g, '')
const shaped =
  (pattern: RegExp) =>
  (text: string): boolean =>
    pattern.test(text)

const regions = '京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼'
const place = '[A-HJ-NP-Z0-9]'
/** Five signs, the last perhaps a word; of new energy six, an energy letter first (small) or last (large); of embassies. */
const platePattern = new RegExp(
  `^(?:[${regions}][A-HJ-Z](?:${place}{5}|${place}{4}[挂学警港澳领]|[A-HJK]${place}[0-9]{4}|[0-9]{5}[A-HJK])|[0-9]{6}使)$`,
)

/** Degrees north and east in WGS 84; undefined for a text that names no place. */
function placeOnEarth(text: string): { readonly latitude: string; readonly longitude: string } | undefined {
  const [, latitude = '', longitude = ''] =
    /^(-?\d{1,2}(?:\.\d{1,8})?),(-?\d{1,3}(?:\.\d{1,8})?)$/.exec(text) ?? []
  if (latitude === '' || Math.abs(Number(latitude)) > 90 || Math.abs(Number(longitude)) > 180)
    return undefined
  return { latitude, longitude }
}

export const textFormats = {
  phone: {
    label: { 'zh-CN': '电话', en: 'Phone' },
    rule: { 'zh-CN': '只写数字、空格、括号、+ 和 -', en: 'digits, spaces, brackets, + and - only' },
    example: '0571-8800 1234',
    inputMode: 'tel',
    normalise: (text) => plain(text).trim(),
    holds: shaped(/^[+()\d][\d\s()+\-x]{2,30}$/),
    link: (text) => `tel:${text.replace(/[^\d+]/g, '')}`,
  },
  email: {
    label: { 'zh-CN': '邮箱', en: 'Email' },
    rule: { 'zh-CN': '要像 name@example.com', en: 'like name@example.com' },
    example: 'name@example.com',
    inputMode: 'email',
    normalise: trimmed,
    holds: shaped(/^[^\s@]+@[^\s@]+\.[^\s@]+$/),
    link: (text) => `mailto:${text}`,
  },
  url: {
    label: { 'zh-CN': '网址', en: 'Web address' },
    rule: { 'zh-CN': '以 http:// 或 https:// 开头', en: 'beginning with http:// or https://' },
    example: 'https://example.com',
    inputMode: 'url',
    normalise: trimmed,
    holds: shaped(/^https?:\/\/\S+$/),
    link: (text) => (/^https?:\/\//i.test(text) ? text : undefined),
  },
  uscc: {
    label: { 'zh-CN': '统一社会信用代码', en: 'Unified social credit code' },
    rule: {
      'zh-CN': '18 位数字和大写字母，最后一位是校验码',
      en: '18 digits and capital letters, the last of which checks the others',
    },
    example: '91350100M000100Y43',
    normalise: packed,
    holds: isCreditCode,
  },
  bankAccount: {
    label: { 'zh-CN': '银行账号', en: 'Bank account' },
    rule: { 'zh-CN': '8 到 30 位数字', en: '8 to 30 digits' },
    example: '6222021234567890123',
    inputMode: 'numeric',
    normalise: unhyphened,
    holds: shaped(/^[0-9]{8,30}$/),
    shown: (text) => text.replace(/(.{4})(?=.)/g, '$1 '),
  },
  idCard: {
    label: { 'zh-CN': '身份证号', en: 'Identity number' },
    rule: {
      'zh-CN': '18 位，出生日期存在，最后一位是校验码',
      en: '18 digits with a birthday that exists, the last of which checks the others',
    },
    example: '11010519491231002X',
    normalise: packed,
    holds: (text) => bornOn(text) !== undefined,
  },
  postcode: {
    label: { 'zh-CN': '邮政编码', en: 'Postcode' },
    rule: { 'zh-CN': '6 位数字', en: '6 digits' },
    example: '310000',
    inputMode: 'numeric',
    normalise: packed,
    holds: shaped(/^[0-9]{6}$/),
  },
  plate: {
    label: { 'zh-CN': '车牌号', en: 'Licence plate' },
    rule: {
      'zh-CN': '省份简称、字母和 5 位号码，新能源车 6 位',
      en: 'the sign of a province, a letter and 5 signs, or 6 for new energy',
    },
    example: '浙A12345',
    normalise: (text) => packed(text).replace(/[·•.-]/g, ''),
    holds: shaped(platePattern),
  },
  address: {
    label: { 'zh-CN': '地址', en: 'Address' },
    rule: {
      'zh-CN': '省、市、区和街道之间用空格隔开',
      en: 'province, city, district and street, with blanks between them',
    },
    example: '浙江省 杭州市 西湖区 文三路 90 号',
    normalise: (text) => plain(text).replace(/\s+/g, ' ').trim(),
    holds: shaped(/^.{2,300}$/u),
  },
  location: {
    label: { 'zh-CN': '定位', en: 'Location' },
    rule: {
      'zh-CN': '纬度和经度，如 30.27415,120.15515',
      en: 'latitude and longitude, like 30.27415,120.15515',
    },
    example: '30.27415,120.15515',
    normalise: (text) => plain(text).replace(/\s+/g, '').replaceAll('、', ','),
    holds: (text) => placeOnEarth(text) !== undefined,
    link: (text) => {
      const place = placeOnEarth(text)
      return (
        place && `https://uri.amap.com/marker?position=${place.longitude},${place.latitude}&coordinate=wgs84`
      )
    },
  },
  barcode: {
    label: { 'zh-CN': '条形码', en: 'Barcode' },
    rule: {
      'zh-CN': `只写英文字母、数字和键盘上的符号，最多 ${mostBars} 个`,
      en: `letters a to z, digits and signs of the keyboard, ${mostBars} at the most`,
    },
    example: '6901234567892',
    normalise: (text) => plain(text).trim(),
    holds: isBarcodeText,
    code: 'bars',
  },
  qr: {
    label: { 'zh-CN': '二维码', en: 'QR code' },
    rule: { 'zh-CN': '任意文字，最多 300 个字', en: 'any words, 300 characters at the most' },
    example: 'https://example.com/t/A-017',
    normalise: trimmed,
    holds: shaped(/^[^\p{Cc}\p{Cs}]{1,300}$/u),
    link: (text) => (/^https?:\/\/\S+$/i.test(text) ? text : undefined),
    code: 'square',
  },
} as const satisfies Readonly<Record<string, TextFormatRule>>

export type TextFormat = keyof typeof textFormats
export const textFormatNames = Object.keys(textFormats) as readonly TextFormat[]
export const textFormat = (name: TextFormat): TextFormatRule => textFormats[name]
