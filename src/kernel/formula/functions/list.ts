// Lists and the actor's roles.
import { join, raw, type Sql, sql } from '#base/sql'
import type { Node } from '../ast.ts'
import { left } from '../code-points.ts'
import { constant, cut, once, placeOf } from '../expression.ts'
import {
  comparable,
  doc,
  examples,
  type FunctionEntry,
  given,
  like,
  one,
  type SqlArgument,
  values,
} from '../function.ts'
import type { Inner, Run } from '../inner.ts'
import { maxOutput, maxReplacement } from '../limits.ts'
import { place, one as unit } from '../number.ts'

const membership = {
  aliases: [],
  group: 'list',
  result: 'boolean',
  predicate: true,
  spelling: 'IN',
  sql: values((value, list) => sql`(${value} = any(${list}))`),
} as const

/** A list of ids is compared as ids, so that an index on a reference can be used; any other as texts. */
const listVariant = (list: Node | undefined): string | undefined => {
  if (list?.kind !== 'list') return undefined
  return 'object' in list && list.object !== undefined ? 'INIDS' : 'INLIST'
}

const ofList = { group: 'list', fixed: [one('list', 'list')], result: 'text' } as const

const items: Pick<FunctionEntry, 'group' | 'fixed' | 'repeat' | 'result'> = {
  group: 'list',
  fixed: [one('list', 'list'), { name: 'item', kinds: ['text', 'list'] }],
  repeat: [{ name: 'item', kinds: ['text', 'list'] }],
  result: 'boolean',
}

/** Compares a list with items, of which each may be a list of them; a blank item is in no list. */
const compared =
  (holds: (list: readonly string[] | null, items: readonly Inner[]) => boolean): FunctionEntry['run'] =>
  ([list, ...args]) =>
  (environment) => {
    const value = list?.(environment) ?? null
    return holds(Array.isArray(value) ? value : null, args.flatMap(itemsOf(environment)))
  }

const itemsOf =
  (environment: Parameters<Run>[0]) =>
  (arg: Run): readonly Inner[] => {
    const value = arg(environment)
    return Array.isArray(value) ? value : [value]
  }

const isIn = (list: readonly string[] | null, item: Inner): boolean =>
  typeof item === 'string' && list !== null && list.includes(item)

const isAnyIn = (list: readonly string[] | null, items: readonly Inner[]): boolean =>
  items.some((item) => isIn(list, item))

/** The list and all the items as texts, so that ids and texts are compared alike. */
const comparedSql =
  (write: (list: Sql, items: Sql) => Sql): FunctionEntry['sql'] =>
  ([list, ...args]) =>
    write(sql`(${list?.value() ?? sql`null`})::text[]`, sql`(${join(args.map(itemsSql), ' || ')})`)

const itemsSql = ({ node, value }: SqlArgument): Sql =>
  node.kind === 'list'
    ? sql`coalesce((${value()})::text[], array[null]::text[])`
    : sql`array[${value()}]::text[]`

const itemAt = (list: readonly string[], number: bigint): string | null => {
  const at = place(number)
  return at === null ? null : (list.at(at > 0 ? at - 1 : at) ?? null)
}

export const listEntries: readonly FunctionEntry[] = [
  {
    name: 'IN',
    aliases: ['属于'],
    group: 'list',
    fixed: [like('T', 'value', comparable), like('T', 'item', comparable)],
    repeat: [like('T', 'item', comparable)],
    result: 'boolean',
    predicate: true,
    variant: ([, list, more]) => (more ? undefined : listVariant(list)),
    run:
      ([value, ...items]) =>
      (environment) => {
        const wanted = value?.(environment) ?? null
        return wanted !== null && items.some((item) => item(environment) === wanted)
      },
    // PostgreSQL writes the value out beside every item that is a column.
    sql: ([value, ...items]) =>
      once([value?.value() ?? sql`null`], (v) => sql`(${v} in (${join(items.map((item) => item.value()))}))`),
    doc: doc(
      '值是否等于其中之一，也可写作 值 in (甲, 乙) 或 值 属于 列表。空值不属于任何列表。',
      'Whether a value is one of the others, also written value in (a, b) or value in list. A blank is in no list.',
    ),
    examples: examples(
      ["IN('b', 'a', 'b')", true],
      ['3 in (1, 2)', false],
      ["'sales' in me.roles", true],
      ['blank in (1, 2)', false],
    ),
  },
  {
    ...membership,
    name: 'INLIST',
    fixed: [one('text', 'value'), one('list', 'list')],
    run: given(['text', 'list'], (value, list) => list.includes(value)),
    doc: doc(
      '值是否在文字列表中；写作 值 in 列表。',
      'Whether a value is in a list of texts; written value in list.',
    ),
    examples: examples(
      ["'sales' in me.roles", true],
      ["IN('admin', me.roles)", false],
      ['blank in me.roles', false],
    ),
  },
  {
    ...membership,
    name: 'INIDS',
    fixed: [one('record', 'value'), one('list', 'list')],
    run: given(['record', 'list'], (value, list) => list.includes(value)),
    doc: doc(
      '记录是否在列表中；写作 记录 in 列表。',
      'Whether a record is in a list; written record in list.',
    ),
    examples: examples(
      ['me.department in me.departments', true],
      ['me.department in me.headed', false],
      ['blank in me.departments', false],
    ),
  },
  {
    name: 'COUNT',
    gathers: 'COUNTIF',
    aliases: ['个数'],
    group: 'list',
    fixed: [one('list', 'list')],
    result: 'number',
    run:
      ([list]) =>
      (environment) => {
        const value = list?.(environment)
        return Array.isArray(value) ? BigInt(value.length) * unit : 0n
      },
    sql: values((list) => sql`coalesce(cardinality(${list}), 0)::numeric`),
    doc: doc('列表中有几项；空值为 0。', 'How many items a list has; a blank has 0.'),
    examples: examples(['COUNT(me.roles)', '2'], ['COUNT(me.headed)', '0'], ['COUNT(blank)', '0']),
  },
  {
    ...ofList,
    name: 'FIRST',
    aliases: ['第一项'],
    run: given(['list'], (list) => list[0] ?? null),
    sql: values((list) => sql`(${list})[1]::text`),
    doc: doc('列表的第一项；没有时为空。', 'The first item of a list; blank when there is none.'),
    examples: examples(['FIRST(me.roles)', 'sales'], ['FIRST(me.headed)', null], ['FIRST(blank)', null]),
  },
  {
    ...ofList,
    name: 'LAST',
    aliases: ['最后一项'],
    run: given(['list'], (list) => list.at(-1) ?? null),
    sql: values((list) => once([list], (l) => sql`(${l})[cardinality(${l})]::text`)),
    doc: doc('列表的最后一项；没有时为空。', 'The last item of a list; blank when there is none.'),
    examples: examples(['LAST(me.roles)', 'member'], ['LAST(me.headed)', null], ['LAST(blank)', null]),
  },
  {
    ...ofList,
    name: 'ITEM',
    aliases: ['第几项'],
    fixed: [one('list', 'list'), one('number', 'number')],
    run: given(['list', 'number'], itemAt),
    sql: values((list, number) =>
      once(
        [list, placeOf(number)],
        (l, at) => sql`(${l})[case when ${at} > 0 then ${at} else cardinality(${l}) + 1 + ${at} end]::text`,
      ),
    ),
    doc: doc(
      '列表的第几项，负数从末尾数；没有时为空。',
      'The item at a place of a list, a negative one counted from the end; blank when there is none.',
    ),
    examples: examples(
      ['ITEM(me.roles, 2)', 'member'],
      ['ITEM(me.roles, -2)', 'sales'],
      ['ITEM(me.roles, 3)', null],
      ['ITEM(me.roles, blank)', null],
    ),
  },
  {
    ...ofList,
    name: 'JOIN',
    aliases: ['列表连接'],
    fixed: [one('list', 'list'), one('text', 'separator')],
    run: given(['list', 'text'], (list, separator) =>
      left(list.join(left(separator, maxReplacement)), maxOutput),
    ),
    sql: values((list, separator) =>
      cut(sql`array_to_string(${list}, left(${separator}, ${raw(String(maxReplacement))}))`),
    ),
    doc: doc('用分隔文字连接列表的各项。', 'Joins the items of a list with a separator between them.'),
    examples: examples(
      ["JOIN(me.roles, '、')", 'sales、member'],
      ["JOIN(me.headed, '、')", ''],
      ["JOIN(blank, '、')", null],
    ),
  },
  {
    ...items,
    name: 'CONTAINSALL',
    aliases: ['全部包含'],
    predicate: true,
    run: compared((list, all) => list !== null && all.every((item) => isIn(list, item))),
    sql: comparedSql((list, all) => sql`(${list} @> ${all})`),
    doc: doc(
      '列表是否含有全部各项（也可以写另一个列表）。空值不在任何列表里。',
      'Whether a list has all of the items, which may be lists too. A blank is in no list.',
    ),
    examples: examples(
      ["CONTAINSALL(me.roles, 'sales', 'member')", true],
      ["CONTAINSALL(me.roles, 'sales', 'admin')", false],
      ['CONTAINSALL(me.departments, me.department)', true],
      ['CONTAINSALL(me.roles, blank)', false],
    ),
  },
  {
    ...items,
    name: 'CONTAINSANY',
    aliases: ['任一包含'],
    predicate: true,
    run: compared(isAnyIn),
    sql: comparedSql((list, all) => sql`(${list} && ${all})`),
    doc: doc(
      '列表是否含有其中任一项（也可以写另一个列表）。空值不在任何列表里。',
      'Whether a list has any of the items, which may be lists too. A blank is in no list.',
    ),
    examples: examples(
      ["CONTAINSANY(me.roles, 'admin', 'sales')", true],
      ["CONTAINSANY(me.roles, 'admin')", false],
      ['CONTAINSANY(me.roles, me.roles)', true],
      ["CONTAINSANY(blank, 'sales')", false],
    ),
  },
  {
    ...items,
    name: 'CONTAINSNONE',
    aliases: ['都不包含'],
    run: compared((list, all) => !isAnyIn(list, all)),
    sql: comparedSql((list, all) => sql`((${list} && ${all}) is not true)`),
    doc: doc(
      '列表是否不含其中任何一项；空的列表什么也不含，所以为是。',
      'Whether a list has none of the items; a blank list has none.',
    ),
    examples: examples(
      ["CONTAINSNONE(me.roles, 'admin')", true],
      ["CONTAINSNONE(me.roles, 'admin', 'sales')", false],
      ["CONTAINSNONE(blank, 'sales')", true],
    ),
  },
  {
    name: 'HASROLE',
    aliases: ['有角色'],
    group: 'record',
    fixed: [one('text', 'role')],
    result: 'boolean',
    predicate: true,
    run:
      ([role]) =>
      (environment) => {
        const wanted = role?.(environment)
        return typeof wanted === 'string' && environment.me.roles.includes(wanted)
      },
    sql: ([role], { me }) => sql`(${role?.value() ?? sql`null`} = any(${constant(me.roles, 'list')}))`,
    doc: doc('当前操作人是否有某个角色。', 'Whether the person acting has a role.'),
    examples: examples(["HASROLE('sales')", true], ["HASROLE('admin')", false], ['HASROLE(blank)', false]),
  },
]
