import { describe, expect, test } from 'vitest'
import type { FieldMetadata, ObjectMetadata } from '#kernel/module'
import type { Row } from '#kernel/schema'
import { judge, judgingOf, readOfWhole } from './judging.ts'
import { admitted, drawnLines } from './line-grid-state.ts'
import { type Around, asksOf, type OwnLines, reckon, reckoningOf, recordsIn } from './reckoning.ts'

const label = { 'zh-CN': '', en: '' }
const field = (name: string, type: string, more = {}): FieldMetadata =>
  ({ name, type, label, writable: true, layer: 'overlay', ...more }) as FieldMetadata
const object = (name: string, fields: readonly FieldMetadata[], more = {}): ObjectMetadata =>
  ({
    name,
    label,
    kind: 'record',
    title: 'name',
    fields,
    operations: [],
    actions: [],
    layer: 'overlay',
    ...more,
  }) as ObjectMetadata

const party = object('party', [field('name', 'text'), field('level', 'text')])
const hire = object('hire', [
  field('name', 'text'),
  field('number', 'autoNumber'),
  field('kind', 'text', { default: "'free'" }),
  field('customer', 'reference', { to: 'party' }),
  field('lines', 'lines', { object: 'line', by: 'hire' }),
  field('total', 'rollup', {
    object: 'line',
    by: 'hire',
    take: 'sum',
    field: 'amount',
    result: 'decimal',
    scale: 2,
  }),
  field('due', 'formula', { result: 'decimal', scale: 1, formula: 'total * 0.9' }),
  field('most', 'formula', { result: 'decimal', scale: 2, formula: 'MAX(lines.price)' }),
  field('level', 'formula', { result: 'text', formula: 'customer.level' }),
  field('called', 'formula', { result: 'text', formula: 'number & name' }),
  field('greeting', 'formula', { result: 'text', formula: "'Dear ' & name" }),
])
const owner = { by: 'hire', object: hire }
const line = object(
  'line',
  [
    field('hire', 'reference', { to: 'hire', owner: true }),
    field('way', 'text'),
    field('days', 'decimal', { scale: 0, shownWhen: "way = 'rent'", requiredWhen: "way = 'rent'" }),
    field('price', 'decimal', { scale: 2, fixedWhen: "hire.kind = 'list'" }),
    field('amount', 'formula', { result: 'decimal', scale: 2, formula: "price * IF(way = 'rent', days, 1)" }),
    field('marked', 'formula', { result: 'text', formula: "hire.kind & '!'" }),
  ],
  { checks: [{ name: 'longest', formula: 'ISBLANK(days) or days <= 30', message: label, field: 'days' }] },
)
const objects = [party, hire, line]

const moment = {
  me: { id: 'me', department: null, departments: [], headed: [], roles: [] },
  now: '2026-06-15T02:00:00.000Z',
  zone: 'Asia/Shanghai',
}
const around = (more: Partial<Around> = {}): Around => ({ moment, found: new Map(), ...more })
const whole = (kind: string, stored: Row | null = null) => ({
  whole: { row: { id: 'h', kind }, unknown: new Set<string>(), stored },
})
const ofHire = reckoningOf(objects, hire)
const ofLine = reckoningOf(objects, line, owner)

const linesOf = (...rows: readonly Row[]): OwnLines => {
  const reckoned = rows.map((row) => reckon(ofLine, row, null, around(whole('free'))))
  return () => ({ rows: reckoned, isTouched: true })
}

describe('what a record comes to as typed', () => {
  test('a line reckons with its own values and those of the record that it belongs to', () => {
    const { row } = reckon(ofLine, { way: 'rent', days: '3', price: '12.5' }, null, around(whole('list')))
    expect([row.amount, row.marked]).toEqual(['37.50', 'list!'])
  })

  test('a record sums and gathers its own lines, with the digits that are kept', () => {
    const lines = linesOf({ way: 'buy', price: '10.005' }, { way: 'rent', days: '2', price: '4' })
    const { row } = reckon(ofHire, { name: 'a' }, null, around(), lines)
    expect([row.total, row.due, row.most]).toEqual(['18.01', '16.2', '10.01'])
  })

  test('a look-up waits for the record that it looks into, and does not take what it may not see for a blank', () => {
    const shown = { name: 'a', customer: 'c' }
    expect(asksOf(ofHire)).toEqual([{ by: 'customer', object: 'party', fields: ['level'] }])
    expect(reckon(ofHire, shown, null, around()).unknown.has('level')).toBe(true)
    const of = (level: string | null) => around({ found: new Map([['c', { level }]]) })
    expect(reckon(ofHire, shown, null, of('A')).row.level).toBe('A')
    expect(reckon(ofHire, shown, null, of(null)).unknown.has('level')).toBe(true)
    expect(reckon(ofHire, { name: 'a' }, null, around()).unknown.has('level')).toBe(false)
  })

  test('what only saving can tell is left to it, and so is what rests on it', () => {
    const { row, unknown } = reckon(ofHire, { name: 'a' }, null, around())
    expect([unknown.has('called'), row.called, row.greeting]).toEqual([true, null, 'Dear a'])
  })

  test('a record that stands shows what is stored until something is typed that moves it', () => {
    const stored = {
      id: 'h',
      name: 'a',
      number: '1',
      total: '5.00',
      due: '4.9',
      called: '1a',
      greeting: 'Hello',
    }
    const untouched: OwnLines = () => ({ rows: [], isTouched: false })
    expect(reckon(ofHire, stored, stored, around(), untouched).row).toMatchObject(stored)
    const typed = reckon(ofHire, { ...stored, name: 'b' }, stored, around(), untouched)
    expect(typed.row).toMatchObject({ greeting: 'Dear b', total: '5.00', due: '4.9' })
    expect([...typed.unknown]).toEqual(['called'])
  })

  test('records come apart along the paths that were asked for', () => {
    const rows = [{ id: 'a', region: 'r', 'region.name': 'North', region$title: 'North' }]
    const found = recordsIn(rows).filter(([id]) => id === 'r')
    expect(found.map(([, values]) => values)).toEqual([{ name: 'North' }])
  })
})

describe('[R24] lines judged one by one', () => {
  const judging = judgingOf(objects, line, owner)
  const judged = (shown: Row, stored: Row | null = null, kind = 'free', was: Row | null = null) => {
    const beside = around(whole(kind, was))
    return judge(judging, reckon(ofLine, shown, stored, beside), stored, beside)
  }
  const days = line.fields[2] as FieldMetadata

  test('a field is shown and required in the lines where its conditions say so', () => {
    expect(
      [judged({ way: 'rent' }), judged({ way: 'buy' })].map((one) => [
        one.isShown('days'),
        one.isRequired(days),
      ]),
    ).toEqual([
      [true, true],
      [false, false],
    ])
  })

  test('it is fixed by what is typed into the whole, and by how the whole stood', () => {
    expect(readOfWhole(judging)).toEqual(['kind'])
    expect(judged({ price: '1' }, null, 'list').isFixed('price')).toBe(true)
    expect(judged({ price: '1' }).isFixed('price')).toBe(false)
    const stored = { id: 'l', hire: 'h', price: '1' }
    expect(judged(stored, stored, 'free', { id: 'h', kind: 'list' }).isFixed('price')).toBe(true)
  })

  test('a sentence of the lines speaks as it does of a record', () => {
    expect(judged({ way: 'rent', days: '40' }).failing.map(({ field: at, reads }) => [at, reads])).toEqual([
      ['days', ['days']],
    ])
  })

  test('what a line does not take is left out of what is pasted, as the line will be with the rest of it', () => {
    const [one] = drawnLines([], [{ id: 'l', values: { way: 'rent' }, isNew: true }])
    if (one === undefined) throw new Error('no line')
    const put = (values: Row, kind = 'free') => {
      const taken = admitted(line, one, values, ({ shown }) => judged(shown, null, kind))
      return [taken.values, taken.leftOut.map(({ name }) => name)]
    }
    expect(put({ way: 'buy', days: '3', days$pasted: null, price: '1' })).toEqual([
      { way: 'buy', price: '1' },
      ['days'],
    ])
    expect(put({ days: '3', price: '1' }, 'list')).toEqual([{ days: '3' }, ['price']])
    expect(put({ way: 'buy', days: null })).toEqual([{ way: 'buy', days: null }, []])
  })

  test('a line into which nothing was typed stays the same object, so that it is not worked out again', () => {
    const stored = [{ id: 'a' }, { id: 'b' }]
    const before = drawnLines(stored, [])
    const after = drawnLines(stored, [{ id: 'b', values: { price: '1' }, isNew: false }])
    expect([after[0] === before[0], after[1] === before[1]]).toEqual([true, false])
  })
})
