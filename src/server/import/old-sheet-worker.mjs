// Rewrites a workbook of Excel 97–2003 as one of today, in a thread of its own: whatever is in it, it takes no more than the thread may.
import { readFileSync, writeFileSync } from 'node:fs'
import { parentPort, workerData } from 'node:worker_threads'
import { read, set_cptable, write } from '@e965/xlsx'
import * as codePages from '@e965/xlsx/dist/cpexcel.full.mjs'

// Before Unicode, what a letter is depends on where the workbook was made.
set_cptable(codePages)

/** Values and how numbers are shown, which tells dates from numbers; no formulas, no macros, no layout. */
const wanted = { dense: true, cellFormula: false, cellHTML: false, cellText: false, cellNF: true }

const { from, to } = workerData
try {
  const book = read(readFileSync(from), wanted)
  writeFileSync(to, write(book, { bookType: 'xlsx', bookSST: true, compression: true, type: 'buffer' }), {
    mode: 0o600,
  })
  parentPort?.postMessage('done')
} catch (error) {
  parentPort?.postMessage(/password|encrypt/i.test(String(error?.message)) ? 'locked' : 'unreadable')
}
