// Amounts of renminbi in the capital numerals (大写) that cheques, contracts and receipts are written in.
import { type Decimal, formatDecimal, parseDecimal } from './decimal.ts'

const numerals = ['零', '壹', '贰', '叁', '肆', '伍', '陆', '柒', '捌', '玖'] as const
const places = ['', '拾', '佰', '仟'] as const
const maxYuanDigits = 16

/**
 * The capital numerals of an amount, without the word 人民币 that a form prints before them. Undefined when the text is
 * no decimal, has more than two fraction digits (nothing is rounded silently) or more than 16 digits of yuan.
 *
 * Rule: 中国人民银行《支付结算办法》(银发〔1997〕393号) annex 1, on filling in bills and settlement vouchers. What it asks:
 * the capital characters only; ten is 壹拾, never 拾; a run of zeros between digits is one 零; where the jiao is zero
 * and the fen is not, 零 stands after 元; an amount that ends at 元 ends with 整, one that ends at 分 does not. Where
 * the rule leaves a choice we always write: no 整 after 角, no 零 between 元 and a jiao that is not zero, and 零 for a
 * zero at the place of 万. The rule knows no negative amounts; we put 负 before them. Zero is 零元整.
 */
export function rmbCapital(amount: string | Decimal): string | undefined {
  const value = typeof amount === 'string' ? parseDecimal(amount) : amount
  if (value === undefined || !value.isFinite() || value.decimalPlaces() > 2) return undefined
  const [yuan = '', cents = ''] = formatDecimal(value.abs(), 2).split('.')
  if (yuan.length > maxYuanDigits) return undefined
  return (value.lt(0) ? '负' : '') + words(yuan, Number(cents))
}

function words(yuan: string, cents: number): string {
  const whole = yuan === '0' ? '' : `${integerWords(yuan)}元`
  if (cents === 0) return `${whole === '' ? '零元' : whole}整`
  const jiao = Math.floor(cents / 10)
  const fen = cents % 10
  const tenths = jiao === 0 ? '' : `${numerals[jiao]}角`
  const gap = jiao === 0 && whole !== '' ? '零' : ''
  return whole + tenths + gap + (fen === 0 ? '' : `${numerals[fen]}分`)
}

function integerWords(digits: string): string {
  let text = ''
  let zeroWaits = false
  for (const [index, character] of [...digits].entries()) {
    const place = digits.length - 1 - index
    if (character === '0') zeroWaits = true
    else {
      text += (zeroWaits ? '零' : '') + numerals[Number(character)] + places[place % 4]
      zeroWaits = false
    }
    text += place % 4 === 0 ? sectionUnit(digits, place) : ''
  }
  return text
}

/** 万 after a section of four digits that is not empty; 亿 once for everything above it. */
function sectionUnit(digits: string, place: number): string {
  const section = digits.slice(Math.max(digits.length - place - 4, 0), digits.length - place)
  const above = digits.slice(0, digits.length - place)
  if (place === 8) return /[1-9]/.test(above) ? '亿' : ''
  return place > 0 && /[1-9]/.test(section) ? '万' : ''
}
