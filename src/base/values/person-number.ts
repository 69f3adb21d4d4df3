// The 18-digit number of a person in China, which holds their birthday and ends in a check character (GB 11643-1999).
import { parseDate } from './date.ts'

export const personPattern = '^[1-9][0-9]{16}[0-9Xx]$'
const isShaped = new RegExp(personPattern)

/**
 * The birthday in the number of a person; undefined when it is no such number: its check character (ISO 7064, MOD 11-2)
 * is wrong or the day does not exist.
 */
export function bornOn(number: string): string | undefined {
  if (!isShaped.test(number)) return undefined
  const sum = [...number].reduce(
    (all, digit, at) => all + (digit > '9' ? 10 : Number(digit)) * 2 ** (17 - at),
    0,
  )
  const date = `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`
  return sum % 11 === 1 ? parseDate(date) : undefined
}
