// The object of 60 fields by hand: the same fields, arithmetic, checks and sums, written out.
import { Decimal } from '#base/values/decimal'
import { type Caller, created, log, Refused, type Row, read, takeNumbers, transaction } from './database.ts'

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
const number = /^-?\d{1,12}(\.\d{1,4})?$/
const date = /^\d{4}-\d{2}-\d{2}$/
const places = (prefix: string, count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => `${prefix}${index + 1}`)
const typed: readonly (readonly [readonly string[], (value: unknown) => boolean])[] = [
  [['name', ...places('t', 14)], (value) => typeof value === 'string' && value.length <= 1000],
  [[...places('n', 12), ...places('m', 6)], (value) => typeof value === 'string' && number.test(value)],
  [places('d', 5), (value) => typeof value === 'string' && date.test(value)],
  [places('s', 4), (value) => ['a', 'b', 'c'].includes(String(value))],
  [places('b', 2), (value) => typeof value === 'boolean'],
]
const columns = typed.flatMap(([names]) => names)

type Part = { readonly id: string; readonly what: string; readonly quantity: string; readonly price: string }
type NewProject = { readonly id: string; readonly typed: Row; readonly parts: readonly Part[] }

function checked(body: unknown): NewProject {
  const { id, typed: values, parts } = (body ?? {}) as Partial<NewProject>
  const isPart = (part: Part): boolean =>
    uuid.test(part.id) &&
    number.test(part.quantity) &&
    number.test(part.price) &&
    typeof part.what === 'string'
  const good =
    uuid.test(id ?? '') &&
    uuid.test(String(values?.customer)) &&
    typed.every(([names, holds]) => names.every((name) => holds(values?.[name]))) &&
    Array.isArray(parts) &&
    parts.every(isPart)
  if (!good) throw new Refused(400, 'invalid')
  return body as NewProject
}

/** The ten formulas and three sums. */
function computed(values: Row, amounts: readonly Decimal[]): Row {
  const of = (name: string): Decimal => new Decimal(String(values[name]))
  const total = amounts.reduce((sum, amount) => sum.plus(amount), new Decimal(0))
  const f1 = of('n1').times(of('n2')).toDecimalPlaces(3)
  const f2 = of('n3').plus(of('n4')).minus(of('n5'))
  const f4 = (of('n1').gt(100) ? of('m1').times('0.95') : of('m1')).toDecimalPlaces(2)
  const f5 = of('m2').plus(of('m3'))
  const f9 = f5.minus(f4)
  return {
    total: total.toFixed(2),
    parts: String(amounts.length),
    dearest: amounts.length === 0 ? null : Decimal.max(...amounts).toFixed(2),
    f1: f1.toFixed(3),
    f2: f2.toFixed(3),
    f3: of('m1').times('1.13').toFixed(2),
    f4: f4.toFixed(2),
    f5: f5.toFixed(2),
    f6: f1.plus(f2).toFixed(3),
    f7: values.b1 === true ? of('m4').toFixed(2) : '0.00',
    f8: Decimal.max(of('n6'), of('n7')).toFixed(3),
    f9: f9.toFixed(2),
    f10: total.plus(f9).toFixed(2),
  }
}

const holds = (row: Row): boolean =>
  new Decimal(String(row.n1)).gte(0) &&
  new Decimal(String(row.m1)).lte(1_000_000) &&
  String(row.d2) >= String(row.d1) &&
  !(row.b1 === true && row.m4 === null) &&
  new Decimal(String(row.total)).lte(10_000_000)

export async function createProject(caller: Caller, body: unknown): Promise<unknown> {
  const project = checked(body)
  if (caller.role !== 'sales' && caller.role !== 'admin') throw new Refused(403, 'denied')
  const at = new Date().toISOString()
  const parts = project.parts.map(({ id, what, quantity, price }): Row => {
    const amount = new Decimal(quantity).times(price).toFixed(2)
    return { id, project: project.id, what, quantity, price, amount }
  })
  return transaction(async (tx) => {
    const values = {
      customer: project.typed.customer,
      ...Object.fromEntries(columns.map((name) => [name, project.typed[name]])),
    }
    const row: Row = {
      ...{ id: project.id, ...values },
      ...computed(
        values,
        parts.map(({ amount }) => new Decimal(String(amount))),
      ),
    }
    if (!holds(row)) throw new Refused(422, 'check')
    const [given = ''] = await takeNumbers(tx, 'XP', 6, 1)
    row.number = given
    const names = Object.keys(row)
    await tx.run(
      'insert project',
      `insert into hand.project (version, created_at, created_by, updated_at, updated_by, ${names.join(', ')})
       values (1, $1, $2, $1, $2, ${names.map((_, index) => `$${index + 3}`).join(', ')})`,
      [at, caller.id, ...Object.values(row)],
    )
    const [first = {}] = parts
    const own = Object.keys(first)
    await tx.run(
      'insert parts',
      `insert into hand.project_part (version, created_at, created_by, updated_at, updated_by, ${own.join(', ')})
       select 1, $1, $2, $1, $2, ${own.map((name) => `u.${name}`).join(', ')}
       from unnest(${own.map((name, index) => `$${index + 3}::${partTypes[name] ?? 'numeric'}[]`).join(', ')}) u(${own.join(', ')})`,
      [at, caller.id, ...own.map((name) => parts.map((part) => part[name]))],
    )
    await log(tx, caller, at, null, [
      created('project', row),
      ...parts.map((part) => created('projectPart', part)),
    ])
    return { id: project.id, number: given, version: 1 }
  })
}

const partTypes: Readonly<Record<string, string>> = { id: 'uuid', project: 'uuid', what: 'text' }

/** The newest that were given this choice. */
export async function listProjects({ role }: Caller, query: URLSearchParams): Promise<unknown> {
  if (role !== 'sales' && role !== 'admin') throw new Refused(403, 'denied')
  const limit = Math.min(500, Math.max(1, Number(query.get('limit') ?? 50)))
  const rows = await read(
    'list projects',
    `select p.id, p.version, p.number, p.name, p.customer, c.name as customer_name, p.s1, p.f10, p.d1::text, p.created_at
     from hand.project p join hand.party c on c.id = p.customer where p.s1 = $1 order by p.created_at desc, p.id desc limit $2`,
    [query.get('s1') ?? '', limit],
  )
  return { rows }
}
