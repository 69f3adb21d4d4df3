// The reference manual as data: every function with its arguments, its words and its examples.
import type { Label, Row } from '#kernel/schema'
import type { Environment, Kind } from './contract.ts'
import type { Example, FunctionEntry } from './function.ts'
import { functionTable } from './functions/index.ts'
import { usageOf } from './usage.ts'

export type FunctionReference = {
  readonly name: string
  readonly aliases: readonly string[]
  readonly group: FunctionEntry['group']
  /** `ROUND(value, digits?)`, or `left + right` for an operator. */
  readonly usage: string
  /** Kinds of each named argument, and the texts it can be where it is one of some. */
  readonly arguments: readonly {
    readonly name: string
    readonly kinds: readonly Kind[]
    readonly oneOf?: readonly string[]
  }[]
  readonly result: Kind | 'same'
  readonly doc: Label
  readonly examples: readonly Example[]
}

/** The lines of the record that the examples are over. */
const exampleParts: readonly Row[] = [
  {
    id: '01970000-0000-7000-8000-0000000000a1',
    kind: 'part',
    quantity: '2',
    price: '10',
    date: '2026-03-01',
  },
  {
    id: '01970000-0000-7000-8000-0000000000a2',
    kind: 'tool',
    quantity: '1',
    price: '100',
    date: '2026-03-20',
  },
  { id: '01970000-0000-7000-8000-0000000000a3', kind: 'part', quantity: '5', price: '8', date: '2026-03-15' },
  { id: '01970000-0000-7000-8000-0000000000a4', kind: 'part', quantity: null, price: null, date: null },
]

/** Where the examples stand: 00:30 on 1 April 2026 in Shanghai, with the public holidays of that spring, acting as a seller. */
export const exampleEnvironment: Environment = {
  row: {},
  follow: () => undefined,
  me: {
    id: '01970000-0000-7000-8000-000000000001',
    department: '01970000-0000-7000-8000-00000000000d',
    departments: ['01970000-0000-7000-8000-00000000000d'],
    headed: [],
    roles: ['sales', 'member'],
  },
  now: '2026-03-31T16:30:00.000Z',
  zone: 'Asia/Shanghai',
  workdays: {
    week: [1, 2, 3, 4, 5],
    exceptions: new Map([
      ...['2026-04-06', '2026-05-01', '2026-05-04', '2026-05-05'].map((day) => [day, false] as const),
      ['2026-05-09', true],
    ]),
    knownUntil: '2026-12-31',
  },
  gather: (gathering, environment) => gathering.over(exampleParts, environment),
}

/** The manual, in the order of the table; entries that are only spellings of another are left out. */
export const formulaReference = (): readonly FunctionReference[] =>
  functionTable.filter(({ spelling }) => spelling === undefined).map(referenceOf)

function referenceOf(entry: FunctionEntry): FunctionReference {
  const { name, aliases, group, fixed, repeat = [], optional = [], result, doc, examples } = entry
  const named = new Map([...fixed, ...repeat, ...optional].map((each) => [each.name, each]))
  return {
    name,
    aliases,
    group,
    usage: usageOf(entry),
    arguments: [...named.values()].map(({ name: argument, kinds, oneOf }) =>
      oneOf ? { name: argument, kinds, oneOf } : { name: argument, kinds },
    ),
    result: result === 'T' || result === 'U' || result === 'blank' ? 'same' : result,
    doc,
    examples,
  }
}
