// Lists and the actor's roles.
import { join, sql } from '#base/sql'
import type { Node } from '../ast.ts'
import { constant } from '../expression.ts'
import { comparable, doc, examples, type FunctionEntry, given, like, one, values } from '../function.ts'
import { one as unit } from '../number.ts'

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
    sql: ([value, ...items]) =>
      sql`(${value?.value() ?? sql`null`} in (${join(items.map((item) => item.value()))}))`,
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
