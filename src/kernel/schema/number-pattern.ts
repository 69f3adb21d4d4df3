// Human-readable numbers as the patterns of auto-number fields say.

/** The pattern with the parts of a day (YYYY-MM-DD) filled in; the place of the counter is left. */
export function filledPattern(pattern: string, date: string): string {
  const [year = '', month = '', day = ''] = date.split('-')
  return pattern
    .replaceAll('{YYYY}', year)
    .replaceAll('{YY}', year.slice(2))
    .replaceAll('{MM}', month)
    .replaceAll('{DD}', day)
}

/** The number: `SO-{YYYY}-{000000}` on 2026-11-23 with 42 is SO-2026-000042. A full counter grows wider and never wraps. */
export const numberText = (pattern: string, date: string, count: bigint): string =>
  filledPattern(pattern, date).replace(/\{(0+)\}/, (_, zeros: string) =>
    count.toString().padStart(zeros.length, '0'),
  )
