// One spelling for one telephone number, so that duplicates are found however it was typed.

const longest = 20

/**
 * The digits that identify a number: full-width digits are read as plain ones, everything else is dropped, and the
 * country code of China (+86, 0086, or 86 before an 11-digit mobile number) is taken off. Null when fewer than five digits
 * remain: too few to tell two people apart.
 */
export function phoneKey(phone: string | null | undefined): string | null {
  const plain = (phone ?? '').normalize('NFKC')
  const digits = plain.replace(/\D/g, '')
  const local = withoutCountry(digits, plain.trim().startsWith('+')).slice(0, longest)
  return local.length < 5 ? null : local
}

function withoutCountry(digits: string, international: boolean): string {
  if (digits.startsWith('0086')) return digits.slice(4)
  if (international && digits.startsWith('86')) return digits.slice(2)
  return /^861\d{10}$/.test(digits) ? digits.slice(2) : digits
}
