import { expect, test } from 'vitest'
import { code128 } from '#base/values/code128'
import type { PrintedDocument } from '#kernel/print'
import { type Content, pageOf } from './page.ts'

const drawn = (text: string, code: 'bars' | 'square'): Content => {
  const document: PrintedDocument = {
    ...{ paper: 'A5', landscape: false, language: 'en', title: '', foot: '' },
    blocks: [{ kind: 'facts', columns: 3, facts: [{ label: 'Code', text, code }] }],
  }
  const [facts] = pageOf(document, new Date(0), new Map()).definition.content as {
    table: { body: { stack: Content[] }[][] }
  }[]
  return facts?.table.body[0]?.[0]?.stack[1] ?? {}
}

test('[S42] a barcode is printed under its text bar for bar, no wider than its column, and a QR code as one', () => {
  const widths = code128('SN-2026-0001') ?? []
  const bars = drawn('SN-2026-0001', 'bars').canvas as { x: number; w: number }[]
  const module = (bars[0]?.w ?? 0) / (widths[0] ?? 1)
  expect(bars.map(({ w }) => Math.round(w / module))).toEqual(widths.filter((_, at) => at % 2 === 0))
  const last = bars.at(-1)
  expect((last?.x ?? 0) + (last?.w ?? 0)).toBeLessThan((419.53 - 72) / 3)
  expect(drawn('设备 A-017', 'square')).toMatchObject({ qr: '设备 A-017' })
})
