// Cells as a line of CSV (RFC 4180) that a spreadsheet shows and never calculates.

const plainNumber = /^[+-]?\d[\d,.]*%?$/

/** Spreadsheets take cells that begin with these for formulas (OWASP, CSV Injection); an apostrophe makes them text. */
const safe = (cell: string): string =>
  /^[=+\-@\t\r]/.test(cell) && !plainNumber.test(cell) ? `'${cell}` : cell

const quoted = (cell: string): string => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)

export const csvLine = (cells: readonly string[]): string =>
  `${cells.map((cell) => quoted(safe(cell))).join(',')}\r\n`
