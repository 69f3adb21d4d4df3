// Whether tax is in what a formula comes to: amounts with it and amounts without it are never added.
import type { Field } from '#kernel/schema'
import type { FunctionEntry } from './function.ts'

/**
 * inclusive, exclusive: an amount of which it is known · untold: an amount of which it is not, or no longer · rate: a share, by which an amount
 * may be taken from one to the other · undefined: anything else.
 */
export type Tax = 'inclusive' | 'exclusive' | 'untold' | 'rate' | undefined

const stated = (tax: Tax): tax is 'inclusive' | 'exclusive' => tax === 'inclusive' || tax === 'exclusive'
const isAmount = (tax: Tax): boolean => stated(tax) || tax === 'untold'

export function taxOfField(field: Field): Tax {
  const type = 'result' in field ? field.result : field.type
  if (type === 'percent') return 'rate'
  if (type !== 'money') return undefined
  const said = 'tax' in field ? field.tax : undefined
  return said === undefined || said === 'none' ? 'untold' : said
}

/** Whether the one has tax in it and the other has not. */
export const isMixed = (left: Tax, right: Tax): boolean => stated(left) && stated(right) && left !== right

/** The places of two arguments that may not come together. */
export type MixedAt = readonly [number, number]

function mixedIn(taxes: readonly Tax[]): MixedAt | null {
  const left = taxes.findIndex(stated)
  const right = taxes.findIndex((tax) => isMixed(taxes[left], tax))
  return left < 0 || right < 0 ? null : [left, right]
}

/** Of amounts that come together: with one of which it is not told, nothing can be told of the whole. */
const together = (taxes: readonly Tax[]): Tax =>
  taxes.includes('untold') ? 'untold' : (taxes.find(stated) ?? taxes.find((tax) => tax !== undefined))

/** With tax less without tax is the tax. */
const difference = ([left, right]: readonly Tax[]): Tax =>
  isMixed(left, right) ? 'untold' : together([left, right])

/** An amount times a number stays what it is; times a share it may have become the other. */
function product(taxes: readonly Tax[]): Tax {
  const amounts = taxes.filter(isAmount)
  if (amounts.length !== 1) return undefined
  return taxes.includes('rate') ? 'untold' : amounts[0]
}

const ratio = ([left, right]: readonly Tax[]): Tax => (isAmount(right) ? undefined : product([left, right]))

const joining = new Set([
  '+',
  'SUM',
  'SUMIF',
  'AVERAGE',
  'AVERAGEIF',
  'MIN',
  'MAX',
  'MEDIAN',
  'LARGE',
  'SMALL',
  'CLAMP',
])
const keeping = /^(NEGATIVE|ABS|ROUND.*|INT|CEILING|FLOOR|MROUND|EVEN|ODD|MOD|FIRST|LAST|LATEST|EARLIEST)$/

const own: Readonly<Record<string, (taxes: readonly Tax[]) => Tax>> = {
  '-': difference,
  '*': product,
  PRODUCT: product,
  '/': ratio,
}

/** What comes of a call, and which of its arguments may not come together. `chosen` are those one of which is the result. */
export function taxOfCall(
  { name, result }: Pick<FunctionEntry, 'name' | 'result'>,
  taxes: readonly Tax[],
  chosen: readonly boolean[],
): { readonly tax: Tax; readonly mixed: MixedAt | null } {
  const isChoice = result === 'T' || result === 'U'
  if (!isChoice && !joining.has(name)) {
    const tax = own[name]?.(taxes) ?? (keeping.test(name) ? taxes[0] : undefined)
    return { tax, mixed: null }
  }
  const joined = taxes.map((tax, index) => (isChoice && !chosen[index] ? undefined : tax))
  return { tax: together(joined), mixed: mixedIn(joined) }
}
