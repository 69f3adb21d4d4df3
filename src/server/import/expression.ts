// Expressions of a mapping profile made into functions of a row: one small entry per step.
import { type Problem, problem } from '#base/problem'
import { Decimal, formatDecimal } from '#base/values/decimal'
import { parseDuration } from '#base/values/duration'
import { namedAs, type Value } from '#kernel/schema'
import { dateText, instantText } from './date-text.ts'
import { numberText } from './number-text.ts'
import type { Condition, Expression } from './profile.ts'
import { cellOf, type SourceRow } from './row.ts'

/** What an expression may look at. Problems found on the way are added to `problems`, with `field` as their path. */
export type Scope = {
  readonly row: SourceRow
  readonly parent: SourceRow | null
  readonly position: number
  readonly person: string
  /** The one of several things in a cell that is being read. */
  readonly item?: string
  readonly idOf: (object: string, key: string) => string
  /** Undefined when it was not found, null when several were. */
  readonly found: (object: string, by: string, value: string) => string | null | undefined
  readonly cellAt: (table: string, key: string, column: string) => string | null
  readonly problems: Problem[]
  field: string
}

export type Evaluate = (scope: Scope) => Value
export type Test = (scope: Scope) => boolean

/** Stored records that rows will ask for, one or several a row: known before mapping, so that one question serves a whole batch. */
export type Finding = { readonly object: string; readonly by: string; readonly value: Evaluate }

/** What expressions ask for, collected while they are compiled. */
export type Uses = {
  readonly columns: Set<string>
  readonly parentColumns: Set<string>
  readonly tables: { readonly table: string; readonly column: string }[]
  readonly findings: Finding[]
}

export const noUses = (): Uses => ({
  columns: new Set(),
  parentColumns: new Set(),
  tables: [],
  findings: [],
})

type Form<Name extends string> = Extract<Exclude<Expression, string>, { readonly [name in Name]: unknown }>
type Forms = {
  readonly [Name in
    | 'column'
    | 'parent'
    | 'constant'
    | 'context'
    | 'id'
    | 'find'
    | 'findAny'
    | 'table'
    | 'concat'
    | 'first'
    | 'number'
    | 'product'
    | 'date'
    | 'datetime'
    | 'boolean'
    | 'minutes'
    | 'map'
    | 'if'
    | 'several'
    | 'item'
    | 'split'
    | 'replace'
    | 'difference'
    | 'cut']: (form: Form<Name>, uses: Uses) => Evaluate
}

const complain = (scope: Scope, code: string, params: Problem['params']): null => {
  scope.problems.push(problem(code, [scope.field], params))
  return null
}

const shown = (value: Value): string => String(value).slice(0, 80)

const cellIn = (pick: (scope: Scope) => SourceRow | null, column: string): Evaluate => {
  return (scope) => {
    const row = pick(scope)
    const cell = row === null ? undefined : cellOf(row, column)
    return cell === undefined ? complain(scope, 'import.noColumn', { column }) : cell
  }
}

/** The value as text, read by `read`; blank stays blank, and what cannot be read is a problem. */
const reading = (
  of: Expression,
  uses: Uses,
  code: string,
  read: (text: string) => Value | undefined,
): Evaluate => {
  const source = expression(of, uses)
  return (scope) => {
    const value = source(scope)
    if (value === null) return null
    const found = read(String(value).trim())
    return found === undefined ? complain(scope, code, { value: shown(value) }) : found
  }
}

const yes = new Set(['1', 'true', 't', 'yes', 'y', '是', '√'])
const no = new Set(['0', 'false', 'f', 'no', 'n', '否', '×'])

const minutesOf = (text: string): string | undefined =>
  parseDuration(text.normalize('NFKC'), 24 * 60)?.toString()

const booleanOf = (text: string): boolean | undefined =>
  yes.has(text.toLowerCase()) ? true : no.has(text.toLowerCase()) ? false : undefined

/** What a cell lists, however it is divided. */
const listedIn = (value: Value): readonly string[] =>
  value === null
    ? []
    : String(value)
        .split(/[,，、;；|\r\n]/)
        .map((item) => item.replaceAll('\u00a0', ' ').trim())
        .filter((item) => item !== '')

const forms: Forms = {
  column: ({ column }, uses) => {
    uses.columns.add(column)
    return cellIn((scope) => scope.row, column)
  },
  parent: ({ parent }, uses) => {
    uses.parentColumns.add(parent)
    return cellIn((scope) => scope.parent, parent)
  },
  constant:
    ({ constant }) =>
    () =>
      constant,
  context: ({ context }) => (context === 'person' ? (scope) => scope.person : (scope) => scope.position),
  id: ({ id, key }, uses) => {
    const source = expression(key, uses)
    return (scope) => {
      const value = source(scope)
      return value === null ? null : scope.idOf(id, String(value))
    }
  },
  find: ({ find, by, orBy = [], value }, uses) => {
    const source = expression(value, uses)
    const ways = [by, ...orBy]
    for (const way of ways) uses.findings.push({ object: find, by: way, value: source })
    return (scope) => {
      const wanted = source(scope)
      if (wanted === null) return null
      for (const way of ways) {
        const id = scope.found(find, way, String(wanted))
        if (id === null) return complain(scope, 'import.ambiguous', { object: find, value: shown(wanted) })
        if (id !== undefined) return id
      }
      return complain(scope, 'import.notFound', { object: find, by, value: shown(wanted) })
    }
  },
  findAny: ({ findAny, value }, uses) => {
    const source = expression(value, uses)
    const ways = findAny.flatMap(({ object, by }) => by.map((way) => ({ object, by: way })))
    for (const way of ways) uses.findings.push({ ...way, value: source })
    return (scope) => {
      const wanted = source(scope)
      if (wanted === null) return null
      for (const { object, by } of ways) {
        const id = scope.found(object, by, String(wanted))
        if (id === null) return complain(scope, 'import.ambiguous', { object, value: shown(wanted) })
        if (id !== undefined) return namedAs({ object, id })
      }
      const object = findAny.map((one) => one.object).join(', ')
      return complain(scope, 'import.notFound', { object, by: '', value: shown(wanted) })
    }
  },
  table: ({ table, key, column }, uses) => {
    uses.tables.push({ table, column })
    const source = expression(key, uses)
    return (scope) => {
      const value = source(scope)
      return value === null ? null : scope.cellAt(table, String(value), column)
    }
  },
  concat: ({ concat, separator = '' }, uses) => {
    const sources = concat.map((part) => expression(part, uses))
    return (scope) => {
      const texts = sources.map((source) => source(scope)).filter((value) => value !== null)
      return texts.length === 0 ? null : texts.join(separator)
    }
  },
  first: ({ first }, uses) => {
    const sources = first.map((choice) => expression(choice, uses))
    return (scope) => {
      for (const source of sources) {
        const value = source(scope)
        if (value !== null) return value
      }
      return null
    }
  },
  number: (form, uses) => reading(form.number, uses, 'import.notNumber', (text) => numberText(text, form)),
  product: ({ product, scale }, uses) => {
    const sources = product.map((factor) => expression({ number: factor }, uses))
    return (scope) => {
      const factors = sources.map((source) => source(scope))
      if (factors.includes(null)) return null
      const value = factors.reduce((all: Decimal, factor) => all.times(String(factor)), new Decimal(1))
      return formatDecimal(value, scale)
    }
  },
  date: ({ date, format, addDays }, uses) =>
    reading(date, uses, 'import.notDate', (text) => dateText(text, format, addDays)),
  datetime: ({ datetime, format, offset }, uses) =>
    reading(datetime, uses, 'import.notDate', (text) => instantText(text, format, offset)),
  minutes: (form, uses) => reading(form.minutes, uses, 'import.notNumber', minutesOf),
  boolean: (form, uses) => reading(form.boolean, uses, 'import.notBoolean', booleanOf),
  map: ({ map, to, else: otherwise }, uses) => {
    const source = expression(map, uses)
    const rest = otherwise === undefined ? null : expression(otherwise, uses)
    const values = new Map(Object.entries(to))
    return (scope) => {
      const value = source(scope)
      const mapped = value === null ? undefined : values.get(String(value))
      if (mapped !== undefined) return mapped
      if (rest !== null) return rest(scope)
      return value === null ? null : complain(scope, 'import.notMapped', { value: shown(value) })
    }
  },
  if: ({ if: when, then, else: otherwise }, uses) => {
    const test = condition(when, uses)
    const yes = expression(then, uses)
    const no = expression(otherwise ?? { constant: null }, uses)
    return (scope) => (test(scope) ? yes(scope) : no(scope))
  },
  several: ({ several, each }, uses) => {
    const source = expression(several, uses)
    const inner: Uses = { ...uses, findings: [] }
    const one = expression(each, inner)
    const eachOf = (scope: Scope, make: Evaluate): readonly string[] =>
      listedIn(source(scope)).flatMap((item) => {
        const value = make({ ...scope, item })
        return value === null ? [] : [String(value)]
      })
    for (const { value, ...finding } of inner.findings)
      uses.findings.push({ ...finding, value: (scope) => eachOf(scope, value) })
    return (scope) => {
      const values = [...new Set(eachOf(scope, one))]
      return values.length === 0 ? null : values
    }
  },
  item:
    () =>
    ({ item = null }) =>
      item,
  split: ({ split, by, take }, uses) =>
    reading(split, uses, 'import.noText', (text) => text.split(by).at(take) ?? null),
  replace: (form, uses) =>
    reading(form.replace, uses, 'import.noText', (text) => text.replaceAll(form.from, form.with)),
  difference: ({ difference }, uses) => {
    const [from, less] = difference.map((side) => expression({ number: side }, uses))
    return (scope) => {
      const values = [from?.(scope) ?? null, less?.(scope) ?? null]
      return values.includes(null)
        ? null
        : formatDecimal(new Decimal(String(values[0])).minus(String(values[1])))
    }
  },
  cut: ({ cut, most }, uses) => {
    const source = expression(cut, uses)
    return (scope) => {
      const value = source(scope)
      return value === null ? null : [...String(value)].slice(0, most).join('')
    }
  },
}

// A form is known by its first word; these come before the words that they use beside their own.
const names = Object.keys(forms) as (keyof Forms)[]
const firstWords: readonly (keyof Forms)[] = ['if', 'map', 'table', 'find', 'findAny', 'id']
const order = [...firstWords, ...names.filter((name) => !firstWords.includes(name))]

/** The function an expression stands for; a profile that passed its schema always has one. */
export function expression(source: Expression, uses: Uses): Evaluate {
  if (typeof source === 'string') return forms.column({ column: source }, uses)
  const name = order.find((word) => Object.hasOwn(source, word))
  if (name === undefined) throw new TypeError(`no expression: ${JSON.stringify(source).slice(0, 80)}`)
  return (forms[name] as (form: typeof source, uses: Uses) => Evaluate)(source, uses)
}

export function condition(source: Condition, uses: Uses): Test {
  if ('blank' in source) {
    const value = expression(source.blank, uses)
    return (scope) => value(scope) === null
  }
  if ('equals' in source) {
    const [left, right] = source.equals.map((side) => expression(side, uses))
    return (scope) => String(left?.(scope)) === String(right?.(scope))
  }
  if ('oneOf' in source) {
    const value = expression(source.oneOf, uses)
    const values = new Set(source.values)
    return (scope) => values.has(String(value(scope)))
  }
  if ('above' in source) return above(source.above, uses)
  if ('not' in source) {
    const test = condition(source.not, uses)
    return (scope) => !test(scope)
  }
  const tests = ('all' in source ? source.all : source.any).map((inner) => condition(inner, uses))
  return 'all' in source
    ? (scope) => tests.every((test) => test(scope))
    : (scope) => tests.some((test) => test(scope))
}

/** Of numbers; blank is not above anything. */
function above(sides: readonly [Expression, Expression], uses: Uses): Test {
  const [left, right] = sides.map((side) => expression({ number: side }, uses))
  return (scope) => {
    const [more, less] = [left?.(scope) ?? null, right?.(scope) ?? null]
    return more !== null && less !== null && new Decimal(String(more)).gt(String(less))
  }
}
