// The unified social credit code of an organisation in China: 18 characters, the last a check of the others (GB 32100-2015).

/** The characters in the order of their values, and the weight of each place. */
export const creditCharacters = '0123456789ABCDEFGHJKLMNPQRTUWXY'
export const creditWeights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28, 1] as const
export const creditPattern = `^[${creditCharacters}]{2}[0-9]{6}[${creditCharacters}]{10}$`
const isShaped = new RegExp(creditPattern)

export const isCreditCode = (text: string): boolean =>
  isShaped.test(text) &&
  creditWeights.reduce<number>(
    (sum, weight, at) => sum + weight * creditCharacters.indexOf(text[at] ?? ''),
    0,
  ) %
    31 ===
    0
