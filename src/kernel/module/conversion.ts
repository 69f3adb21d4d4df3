// How values of a field of one type become values of another, as SQL: one table of what is offered. Pure.
import { raw, type Sql, sql } from '#base/sql'
import { isZone } from '#base/values/date'
import {
  boundsOf,
  type Convert,
  type Field,
  type FieldType,
  isWhole,
  type Option,
  scaleOf,
} from '#kernel/schema'

/** What is made of a value, and whether something of it was left behind. */
type Step = {
  readonly make: (value: Sql, ends: Ends) => Sql
  readonly isCut?: (value: Sql, ends: Ends) => Sql
}
type Ends = { readonly from: Field; readonly to: Field; readonly zone: string }

const trimmed = (value: Sql): Sql => sql`btrim(${value}, E' \\t\\n\\r\\u00A0\\u3000')`
const isFilled = (value: Sql): Sql => sql`${value} is not null`
const longestText = 1000

/** A number as people write it: commas, signs of money and full-width digits are understood. */
function numberIn(value: Sql): Sql {
  const plain = sql`translate(${trimmed(value)}, '０１２３４５６７８９．－,，¥￥$ ', '0123456789.-')`
  return sql`case when ${plain} ~ '^[+-]?[0-9]{1,20}([.][0-9]{1,30})?$' then ${plain}::numeric end`
}

/** As the field stores it; blank beyond its bounds. */
function fitted(value: Sql, to: Field): Sql {
  const scale = scaleOf(to)
  const rounded =
    scale === null ? sql`trim_scale(round(${value}, 10))` : sql`round(${value}, ${raw(String(scale))})`
  const { min, max } = boundsOf(to)
  const within = [
    sql`abs(${rounded}) < 1e20`,
    ...(min === undefined ? [] : [sql`${rounded} >= ${min}::numeric`]),
    ...(max === undefined ? [] : [sql`${rounded} <= ${max}::numeric`]),
    ...(isWhole(to) ? [sql`${value} = trunc(${value})`] : []),
  ].reduce((all, one) => sql`${all} and ${one}`)
  return sql`case when ${within} then ${rounded} end`
}

const year = raw(`'^([0-9]{4})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?'`)
const digits = raw(`'^([0-9]{4})([0-9]{2})([0-9]{2})$'`)

/** 2026-3-1, 2026/03/01, 2026年3月1日, 20260301, what follows it left aside. */
function dateIn(value: Sql): Sql {
  const text = trimmed(value)
  return sql`(select case when y between 1900 and 2999 and m between 1 and 12 and d between 1 and 31
      then case when extract(month from make_date(y, m, 1) + (d - 1)) = m then make_date(y, m, d) end end
    from (select p[1]::int as y, p[2]::int as m, p[3]::int as d
      from (select coalesce(regexp_match(${text}, ${year}), regexp_match(${text}, ${digits})) as p) as parts) as cut)`
}

const hasTime = raw(`'[ T]([0-9]{1,2}):([0-9]{2})(:([0-9]{2}))?$'`)

function momentIn(value: Sql, zone: string): Sql {
  return sql`(select case when t is null then d::timestamp
      when t[1]::int < 24 and t[2]::int < 60 and coalesce(t[4], '0')::int < 60
      then d + make_time(t[1]::int, t[2]::int, coalesce(t[4], '0')::int) end at time zone ${zone}::text
    from (select ${dateIn(value)} as d, regexp_match(${trimmed(value)}, ${hasTime}) as t) as read)`
}

/** What choices are called, each name once: in either language, or by key. */
function namesOf(field: Field): { readonly keys: readonly string[]; readonly names: readonly string[] } {
  const options: readonly Option[] = ('options' in field && field.options) || []
  const byName = new Map<string, string>()
  for (const { key, label } of options.filter(({ retired }) => !retired))
    for (const name of [label['zh-CN'], label.en, key])
      if (!byName.has(name.trim().toLowerCase())) byName.set(name.trim().toLowerCase(), key)
  return { keys: [...byName.values()], names: [...byName.keys()] }
}

function choiceIn(value: Sql, to: Field): Sql {
  const { keys, names } = namesOf(to)
  return sql`(select o.key from unnest(${keys}::text[], ${names}::text[]) as o(key, name)
    where o.name = lower(${trimmed(value)}))`
}

const separators = raw(`'[,，、;；/|\n]+'`)

function choicesIn(value: Sql, to: Field): Sql {
  const { keys, names } = namesOf(to)
  return sql`(select array_agg(found.key order by found.place) from (select o.key, min(w.place) as place
    from unnest(regexp_split_to_array(${value}, ${separators})) with ordinality as w(word, place)
    join unnest(${keys}::text[], ${names}::text[]) as o(key, name) on o.name = lower(${trimmed(raw('w.word'))})
    group by o.key) as found)`
}

/** Some word of it is called by no choice. */
function hasOtherWords(value: Sql, to: Field): Sql {
  const { names } = namesOf(to)
  return sql`exists (select from unnest(regexp_split_to_array(${value}, ${separators})) as w(word)
    where ${trimmed(raw('w.word'))} <> '' and lower(${trimmed(raw('w.word'))}) <> all(${names}::text[]))`
}

const keysOf = (field: Field): readonly string[] =>
  ('options' in field && field.options ? field.options : []).map(({ key }) => key)

function labelIn(value: Sql, from: Field): Sql {
  const options: readonly Option[] = ('options' in from && from.options) || []
  return sql`(select o.name from unnest(${options.map(({ key }) => key)}::text[], ${options.map(({ label }) => label['zh-CN'])}::text[]) as o(key, name)
    where o.key = ${value} limit 1)`
}

const words: readonly FieldType[] = ['text', 'longText']
const figures: readonly FieldType[] = ['number', 'decimal', 'money']

/** As people read it. */
const asText: Partial<Record<FieldType, (value: Sql, ends: Pick<Ends, 'from' | 'zone'>) => Sql>> = {
  text: (value) => value,
  longText: (value) => value,
  richText: (value) => sql`(${value} ->> 'text')`,
  autoNumber: (value) => value,
  ...Object.fromEntries(figures.map((type) => [type, (value: Sql) => sql`trim_scale(${value})::text`])),
  percent: (value) => sql`trim_scale(${value} * 100)::text || '%'`,
  boolean: (value) => sql`case when ${value} then '是' when not ${value} then '否' end`,
  date: (value) => sql`to_char(${value}, 'YYYY-MM-DD')`,
  datetime: (value, { zone }) => sql`to_char(${value} at time zone ${zone}::text, 'YYYY-MM-DD HH24:MI')`,
  select: (value, { from }) => sql`coalesce(${labelIn(value, from)}, ${value})`,
  multiSelect: (value, { from }) =>
    sql`(select string_agg(coalesce(${labelIn(raw('w.word'), from)}, w.word), '、' order by w.place)
      from unnest(${value}) with ordinality as w(word, place))`,
}

/** The value of a field as people read it; blank stays blank. */
export const readable = (value: Sql, field: Field, zone: string): Sql =>
  asText[field.type]?.(value, { from: field, zone }) ?? sql`${value}::text`

/** A paragraph a line, as `richTextOf` makes them. */
const asParagraphs = (value: Sql): Sql =>
  sql`(select jsonb_build_object('text', ${value}, 'doc', jsonb_build_object('type', 'doc', 'content', jsonb_agg(
    case when l.line = '' then '{"type": "paragraph"}'::jsonb else jsonb_build_object('type', 'paragraph', 'content',
      jsonb_build_array(jsonb_build_object('type', 'text', 'text', l.line))) end order by l.place)))
    from unnest(regexp_split_to_array(${value}, '\r?\n')) with ordinality as l(line, place) where ${value} is not null having count(*) > 0)`

const toText: Step = {
  make: (value, { from, to, zone }) => {
    const text = readable(value, from, zone)
    return to.type === 'longText'
      ? text
      : sql`left(regexp_replace(${text}, '[\\n\\r]+', ' ', 'g'), ${raw(String(lengthOf(to)))})`
  },
  isCut: (value, { from, to, zone }) =>
    sql`length(${readable(value, from, zone)}) > ${raw(String(lengthOf(to)))}`,
}
const lengthOf = (field: Field): number =>
  field.type === 'text'
    ? (field.maxLength ?? longestText)
    : field.type === 'longText'
      ? (field.maxLength ?? 100_000)
      : longestText

const number = (read: (value: Sql) => Sql): Step => ({
  make: (value, { to }) => fitted(read(value), to),
  isCut: (value, { to }) => sql`${fitted(read(value), to)} <> ${read(value)}`,
})
const fromWords = number(numberIn)
const fromFigures = number((value) => value)
const percentIn = (value: Sql): Sql =>
  sql`case when ${trimmed(value)} ~ '[%％]$' then ${numberIn(sql`rtrim(${trimmed(value)}, '%％')`)} / 100 end`

const toFigure: Partial<Record<FieldType, Step>> = {
  ...Object.fromEntries(words.map((type) => [type, fromWords])),
  ...Object.fromEntries(figures.map((type) => [type, fromFigures])),
  boolean: number((value) => sql`${value}::int::numeric`),
}
const toWords: Partial<Record<FieldType, Step>> = Object.fromEntries(
  Object.keys(asText).map((type) => [type, toText]),
)
const yes = ['是', '有', '对', '真', 'yes', 'y', 'true', '1', '√', '✓']
const no = ['否', '无', '没有', '错', '假', 'no', 'n', 'false', '0', '×', 'x']

/** What is offered, by the type that comes and the type that was. */
const steps: Partial<Record<FieldType, Partial<Record<FieldType, Step>>>> = {
  text: toWords,
  longText: toWords,
  richText: Object.fromEntries(words.map((type) => [type, { make: asParagraphs }])),
  number: toFigure,
  decimal: toFigure,
  money: toFigure,
  percent: {
    percent: fromFigures,
    ...Object.fromEntries(words.map((type) => [type, number(percentIn)])),
  },
  date: {
    ...Object.fromEntries(
      words.map((type): [string, Step] => [
        type,
        { make: dateIn, isCut: (value) => sql`${trimmed(value)} ~ ${hasTime}` },
      ]),
    ),
    datetime: {
      make: (value, { zone }) =>
        sql`case when (${value} at time zone ${zone}::text)::date <= '9999-12-31' then (${value} at time zone ${zone}::text)::date end`,
      isCut: (value, { zone }) => sql`(${value} at time zone ${zone}::text)::time <> '00:00'`,
    },
    date: { make: (value) => value },
  },
  datetime: {
    ...Object.fromEntries(
      words.map((type): [string, Step] => [type, { make: (value, { zone }) => momentIn(value, zone) }]),
    ),
    date: {
      make: (value, { zone }) =>
        sql`case when ${value} > '0001-01-01' then ${value}::timestamp at time zone ${zone}::text end`,
    },
    datetime: { make: (value) => value },
  },
  select: {
    ...Object.fromEntries(
      words.map((type): [string, Step] => [type, { make: (value, { to }) => choiceIn(value, to) }]),
    ),
    select: {
      make: (value, { to }) => sql`case when ${value} = any(${keysOf(to)}::text[]) then ${value} end`,
    },
    multiSelect: {
      make: (value, { to }) => sql`case when ${value}[1] = any(${keysOf(to)}::text[]) then ${value}[1] end`,
      isCut: (value) => sql`cardinality(${value}) > 1`,
    },
    boolean: {
      make: (value, { to }) =>
        choiceIn(sql`case when ${value} then '是' when not ${value} then '否' end`, to),
    },
  },
  multiSelect: {
    ...Object.fromEntries(
      words.map((type): [string, Step] => [
        type,
        { make: (value, { to }) => choicesIn(value, to), isCut: (value, { to }) => hasOtherWords(value, to) },
      ]),
    ),
    select: {
      make: (value, { to }) => sql`case when ${value} = any(${keysOf(to)}::text[]) then array[${value}] end`,
    },
    multiSelect: { make: (value) => value },
  },
  boolean: {
    ...Object.fromEntries(
      words.map((type): [string, Step] => [
        type,
        {
          make: (value) =>
            sql`case when lower(${trimmed(value)}) = any(${yes}::text[]) then true when lower(${trimmed(value)}) = any(${no}::text[]) then false end`,
        },
      ]),
    ),
    ...Object.fromEntries(
      figures.map((type): [string, Step] => [type, { make: (value) => sql`${value} <> 0` }]),
    ),
    boolean: { make: (value) => value },
  },
}

/** What is computed is computed anew. */
const isComputed = ({ type }: Field): boolean => type === 'formula' || type === 'rollup'
const blankStep: Step = { make: () => raw('null') }
const same: Step = { make: (value) => value }

function stepOf(from: Field, to: Field): Step | null {
  if (isComputed(from) && isComputed(to)) return blankStep
  if (from.type === to.type && words.includes(to.type)) return same
  if (to.type === 'text' && to.format !== undefined && from.type !== 'text') return null
  return steps[to.type]?.[from.type] ?? null
}

/** Whether a field may take another type with its values. */
export const isConvertible = (from: Field, to: Field): boolean =>
  from.type !== to.type && stepOf(from, to) !== null && !isComputed(from)

/** The conversions that are offered in a workspace of this zone. */
export const conversionsIn =
  (zone: string): Convert =>
  (from, to) => {
    const step = isZone(zone) ? stepOf(from, to) : null
    return step && ((value) => step.make(value, { from, to, zone }))
  }

/** Conditions over a value and what was made of it: that it is lost, and that a part of it is. */
export function losses(value: Sql, made: Sql, ends: Ends): { readonly lost: Sql; readonly cut: Sql } {
  const cut = stepOf(ends.from, ends.to)?.isCut?.(value, ends) ?? raw('false')
  const was = ends.from.type === 'multiSelect' ? sql`cardinality(${value}) > 0` : isFilled(value)
  return {
    lost: sql`(${was} and ${made} is null)`,
    cut: sql`(${made} is not null and coalesce(${cut}, false))`,
  }
}
