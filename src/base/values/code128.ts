// A barcode of symbology Code 128 (ISO/IEC 15417) as widths of its bars and gaps.

const symbols = (
  '212222 222122 222221 121223 121322 131222 122213 122312 132212 221213 221312 231212 112232 122132 122231 113222 ' +
  '123122 123221 223211 221132 221231 213212 223112 312131 311222 321122 321221 312212 322112 322211 212123 212321 ' +
  '232121 111323 131123 131321 112313 132113 132311 211313 231113 231311 112133 112331 132131 113123 113321 133121 ' +
  '313121 211331 231131 213113 213311 213131 311123 311321 331121 312113 312311 332111 314111 221411 431111 111224 ' +
  '111422 121124 121421 141122 141221 112214 112412 122114 122411 142112 142211 241211 221114 413111 241112 134111 ' +
  '111242 121142 121241 114212 124112 124211 411212 421112 421211 212141 214121 412121 111143 111341 131141 114113 ' +
  '114311 411113 411311 113141 114131 311141 411131 211412 211214 211232'
).split(' ')
const stop = '2331112'
const startB = 104
const startC = 105

/** The longest that is still read from paper of the usual width. */
export const mostBars = 48

/** Whether a text can stand in a barcode: printable ASCII, of a length that is read. */
export const isBarcodeText = (text: string): boolean => text.length <= mostBars && /^[\x20-\x7e]+$/.test(text)

/** Widths of bars and gaps by turns, the first a bar, in modules; undefined for a text that a barcode cannot hold. */
export function code128(text: string): readonly number[] | undefined {
  if (!isBarcodeText(text)) return undefined
  // Two digits a symbol, where there is nothing but digits.
  const inPairs = /^(?:\d\d){2,}$/.test(text)
  const values = inPairs
    ? (text.match(/\d\d/g) ?? []).map(Number)
    : [...text].map((sign) => sign.charCodeAt(0) - 32)
  const start = inPairs ? startC : startB
  const check = values.reduce((sum, value, place) => sum + value * (place + 1), start) % 103
  const drawn = [start, ...values, check].map((value) => symbols[value] ?? '').join('') + stop
  return [...drawn].map(Number)
}
