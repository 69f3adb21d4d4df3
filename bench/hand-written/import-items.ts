// Items from a CSV file by hand: rows checked, known codes left out, 500 rows and their log in one transaction.
import { createReadStream } from 'node:fs'
import Papa from 'papaparse'
import { type Caller, created, log, newId, type Row, read, type Tx, transaction } from './database.ts'

type Line = { readonly code: string; readonly name: string; readonly unit: string; readonly price: string }

const number = /^\d{1,12}(\.\d{1,4})?$/

export { close } from './database.ts'

/** How many rows were stored. */
export async function importItems(path: string, units: ReadonlyMap<string, string>): Promise<number> {
  const [person] = await read(
    'importer',
    `select id, role, department from hand.person where role = 'admin'`,
    [],
  )
  const caller = { ...(person as Omit<Caller, 'ip'>), ip: '127.0.0.1' }
  let stored = 0
  let lines: Line[] = []
  const parser = createReadStream(path, 'utf8').pipe(Papa.parse(Papa.NODE_STREAM_INPUT, { header: true }))
  for await (const cells of parser as AsyncIterable<Record<string, string>>) {
    const [code = '', name = '', unit = '', price = ''] = ['编码', '名称', '单位', '销售价'].map(
      (head) => cells[head],
    )
    if (code === '' || name === '' || !units.has(unit) || !number.test(price)) continue
    lines.push({ code, name, unit: units.get(unit) ?? '', price })
    if (lines.length < 500) continue
    stored += await store(caller, lines)
    lines = []
  }
  return stored + (lines.length > 0 ? await store(caller, lines) : 0)
}

const store = (caller: Caller, lines: readonly Line[]): Promise<number> =>
  transaction(async (tx) => {
    const known = new Set((await codesOf(tx, lines)).map(({ code }) => code))
    const at = new Date().toISOString()
    const rows = lines.filter(({ code }) => !known.has(code)).map((line) => rowOf(line, at, caller))
    await insert(tx, rows)
    await log(
      tx,
      caller,
      at,
      null,
      rows.map((row) => created('item', row)),
    )
    return rows.length
  })

const codesOf = (tx: Tx, lines: readonly Line[]): Promise<Row[]> =>
  tx.run('codes', 'select code from hand.item where code = any($1::text[])', [lines.map(({ code }) => code)])

const rowOf = ({ code, name, unit, price }: Line, at: string, { id: by }: Caller): Row => ({
  ...{ id: newId(), version: 1, created_at: at, created_by: by, updated_at: at, updated_by: by },
  ...{ code, name, kind: 'finished', unit, active: true, sale_price: price, tax_rate: '0.13' },
})

const insert = (tx: Tx, rows: readonly Row[]): Promise<Row[]> =>
  tx.run(
    'items',
    `insert into hand.item (id, version, created_at, created_by, updated_at, updated_by, code, name, kind, unit, active, sale_price, tax_rate)
     select * from jsonb_to_recordset($1) as r(id uuid, version int, created_at timestamptz, created_by uuid, updated_at timestamptz,
       updated_by uuid, code text, name text, kind text, unit uuid, active boolean, sale_price numeric, tax_rate numeric)`,
    [JSON.stringify(rows)],
  )
