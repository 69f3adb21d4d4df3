// The shapes that come in over the wire, strict and bounded; validation, documentation and hostile tests all read these.
import Type, { type TSchema } from 'typebox'
import type { LogPage, LogQuestion } from '#kernel/log'
import type { MetricQuestion } from '#kernel/metrics'
import type { Change, Filter, Query, Summary } from '#kernel/records'

/** The most a request may ask or change at once. */
export const most = {
  changes: 1000,
  questions: 40,
  page: 500,
  values: 500,
  text: 10_000,
  list: 1000,
  reason: 1000,
} as const

const strict = { additionalProperties: false } as const

export const ObjectName = Type.String({
  maxLength: 100,
  pattern: '^[a-z][A-Za-z0-9]{0,39}(\\.[A-Za-z][A-Za-z0-9_]{0,59}){1,2}$',
})
export const FieldName = Type.String({ maxLength: 64, pattern: '^[A-Za-z][A-Za-z0-9_$]*$' })
export const FieldPath = Type.String({
  maxLength: 200,
  pattern: '^[A-Za-z][\\w$]*(\\.[A-Za-z][\\w$]*){0,5}$',
})
const SortPath = Type.String({ maxLength: 201, pattern: '^-?[A-Za-z][\\w$]*(\\.[A-Za-z][\\w$]*){0,5}$' })
export const Id = Type.String({
  pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$',
  description: 'UUID, lower case',
})
export const ActionName = Type.String({ maxLength: 64, pattern: '^[a-z][A-Za-z0-9]*$' })
export const FormulaText = Type.String({ maxLength: 10_000 })
const Cursor = Type.String({ maxLength: 4000 })
const Version = Type.Integer({ minimum: 0, maximum: 2_147_483_647 })
const Plain = Type.Union([Type.Null(), Type.Boolean(), Type.Number(), Type.String({ maxLength: most.text })])

const comparisons = [
  'eq',
  'ne',
  'lt',
  'le',
  'gt',
  'ge',
  'in',
  'notIn',
  'contains',
  'startsWith',
  'blank',
  'notBlank',
  'between',
] as const

const FilterCases = Type.Cyclic(
  {
    Filter: Type.Union([
      Type.Object({ and: Type.Array(Type.Ref('Filter'), { maxItems: 100 }) }, strict),
      Type.Object({ or: Type.Array(Type.Ref('Filter'), { maxItems: 100 }) }, strict),
      Type.Object({ not: Type.Ref('Filter') }, strict),
      Type.Object({ formula: FormulaText }, strict),
      Type.Object(
        {
          field: FieldPath,
          is: Type.Enum([...comparisons]),
          value: Type.Optional(Type.Union([Plain, Type.Array(Plain, { maxItems: most.list })])),
        },
        strict,
      ),
    ]),
  },
  'Filter',
)
/** Conditions over fields, nested at will; see kernel/records/query.ts. */
export const FilterShape = Type.Unsafe<Filter>(FilterCases)

export const QueryShape = Type.Unsafe<Query>(
  Type.Object(
    {
      object: ObjectName,
      fields: Type.Optional(Type.Array(FieldPath, { maxItems: 200 })),
      filter: Type.Optional(FilterShape),
      sort: Type.Optional(Type.Array(SortPath, { maxItems: 10 })),
      search: Type.Optional(Type.String({ maxLength: 200 })),
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: most.page })),
      after: Type.Optional(Cursor),
      lines: Type.Optional(
        Type.Record(
          FieldName,
          Type.Object({ fields: Type.Optional(Type.Array(FieldPath, { maxItems: 200 })) }, strict),
          { maxProperties: 10, additionalProperties: false },
        ),
      ),
      count: Type.Optional(Type.Boolean()),
    },
    strict,
  ),
)

/** Values by field name; what each may hold is the engine's to say. */
export const ValuesShape = Type.Record(FieldName, Type.Unknown(), {
  maxProperties: most.values,
  additionalProperties: false,
})

const record = { object: ObjectName, id: Id }
const version = { version: Type.Optional(Version) }

const ChangeCases = Type.Union([
  Type.Object(
    {
      kind: Type.Literal('create'),
      ...record,
      values: ValuesShape,
      made: Type.Optional(
        Type.Object({ by: Type.Optional(Id), at: Type.Optional(Type.String({ maxLength: 40 })) }, strict),
      ),
    },
    strict,
  ),
  Type.Object({ kind: Type.Literal('update'), ...record, values: ValuesShape, ...version }, strict),
  Type.Object({ kind: Type.Literal('remove'), ...record, ...version }, strict),
  Type.Object({ kind: Type.Literal('restore'), ...record }, strict),
  Type.Object(
    {
      kind: Type.Literal('override'),
      ...record,
      stage: Type.String({ minLength: 1, maxLength: 64 }),
      ...version,
    },
    strict,
  ),
  Type.Object(
    {
      kind: Type.Literal('act'),
      object: ObjectName,
      id: Type.Union([Id, Type.Null()]),
      action: ActionName,
      input: ValuesShape,
      ...version,
    },
    strict,
  ),
])
export const ChangeShape = Type.Unsafe<Change>(ChangeCases)

/** See Summary in kernel/records. */
export const SummaryShape = Type.Unsafe<Summary>(
  Type.Object(
    {
      object: ObjectName,
      filter: Type.Optional(FilterShape),
      search: Type.Optional(Type.String({ maxLength: 200 })),
      by: Type.Optional(Type.Array(FieldPath, { maxItems: 3 })),
      sums: Type.Optional(Type.Array(FieldPath, { maxItems: 10 })),
      counts: Type.Optional(Type.Array(FieldPath, { maxItems: 10 })),
    },
    strict,
  ),
)

/** How long somebody was in fields of a form that is saved with this. */
const SpentShape = Type.Object(
  {
    object: Type.String({ maxLength: 100 }),
    field: Type.String({ maxLength: 100 }),
    ms: Type.Integer({ minimum: 0, maximum: 86_400_000 }),
  },
  strict,
)

export const WriteShape = Type.Object(
  {
    changes: Type.Array(ChangeShape, { minItems: 1, maxItems: most.changes }),
    reason: Type.Optional(Type.String({ maxLength: most.reason })),
    spent: Type.Optional(Type.Array(SpentShape, { maxItems: 200 })),
  },
  strict,
)

export const SignInShape = Type.Object(
  {
    workspace: Type.Optional(Type.String({ maxLength: 40 })),
    login: Type.String({ minLength: 1, maxLength: 200 }),
    password: Type.String({ minLength: 1, maxLength: 1000 }),
  },
  strict,
)

export const SharedShape = Type.Object(
  {
    token: Type.String({ minLength: 1, maxLength: 100 }),
    password: Type.Optional(Type.String({ maxLength: 200 })),
  },
  strict,
)

export const PasswordShape = Type.Object(
  {
    current: Type.String({ minLength: 1, maxLength: 1000 }),
    password: Type.String({ minLength: 1, maxLength: 1000 }),
  },
  strict,
)

export const MetricShape = Type.Unsafe<MetricQuestion>(
  Type.Object(
    {
      metric: Type.String({ maxLength: 100, pattern: '^[A-Za-z][\\w.]*$' }),
      from: Type.Optional(Type.String({ maxLength: 30, pattern: '^\\d{4}-\\d{2}-\\d{2}(T[\\d:.]+Z)?$' })),
      to: Type.Optional(Type.String({ maxLength: 30, pattern: '^\\d{4}-\\d{2}-\\d{2}(T[\\d:.]+Z)?$' })),
      every: Type.Optional(Type.Enum(['day', 'week', 'month', 'quarter', 'year'])),
      dimensions: Type.Optional(Type.Array(FieldPath, { maxItems: 5 })),
      filter: Type.Optional(FormulaText),
    },
    strict,
  ),
)

const ask = <Name extends string, Shape extends TSchema>(name: Name, of: Shape) =>
  Type.Object({ ask: Type.Literal(name), of }, strict)

/** Questions that a page has at one moment; each is answered as if it had been asked alone. */
export const QuestionsShape = Type.Object(
  {
    questions: Type.Array(
      Type.Union([
        ask('query', QueryShape),
        ask('summary', SummaryShape),
        ask('metrics', MetricShape),
        ask('abilities', Type.Object(record, strict)),
      ]),
      { minItems: 1, maxItems: most.questions },
    ),
  },
  strict,
)

const Instant = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}(:\\d{2}(\\.\\d{1,3})?)?Z$' })
const Was = Type.Optional(Type.Union([Type.Null(), Type.String({ maxLength: most.text })]))

/** See LogQuestion in kernel/log, with the page to answer. */
export const LogShape = Type.Unsafe<LogQuestion & LogPage>(
  Type.Object(
    {
      object: Type.Optional(ObjectName),
      records: Type.Optional(Type.Array(Id, { maxItems: most.list })),
      writeId: Type.Optional(Id),
      actor: Type.Optional(Id),
      source: Type.Optional(Type.String({ maxLength: 40 })),
      action: Type.Optional(
        Type.String({ maxLength: 200, description: 'As the log names it: sales.order.confirm' }),
      ),
      kind: Type.Optional(Type.Enum(['create', 'update', 'remove'])),
      field: Type.Optional(FieldName),
      from: Was,
      to: Was,
      way: Type.Optional(Type.Enum(['corrected', 'late', 'bulk'])),
      since: Type.Optional(Instant),
      until: Type.Optional(Instant),
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: most.page })),
      after: Type.Optional(Cursor),
    },
    strict,
  ),
)

// Parameters of an address are texts; their numbers are read by the handlers.
export const TemplateAddress = Type.Object({ name: Type.String({ pattern: '^[a-z]{1,30}$' }) }, strict)

export const QualityQuery = Type.Object(
  {
    days: Type.Optional(Type.String({ pattern: '^[0-9]{1,3}$' })),
    person: Type.Optional(Id),
    field: Type.Optional(FieldName),
  },
  strict,
)

export const MisfitsQuery = Type.Object({ field: FieldName }, strict)

export const UsageQuery = Type.Object(
  {
    days: Type.Optional(Type.String({ pattern: '^[0-9]{1,3}$' })),
    page: Type.Optional(Type.String({ pattern: '^[0-9]{1,4}$' })),
  },
  strict,
)
const Count = (digits: number) => Type.String({ pattern: `^[1-9]\\d{0,${digits - 1}}$` })
export const RecordAddress = Type.Object(record, strict)
export const ObjectAddress = Type.Object({ object: ObjectName }, strict)
export const FileAddress = Type.Object({ id: Id }, strict)
export const ActionAddress = Type.Object({ ...record, action: ActionName }, strict)
export const ObjectActionAddress = Type.Object({ object: ObjectName, action: ActionName }, strict)
export const HistoryQuery = Type.Object(
  { limit: Type.Optional(Count(3)), after: Type.Optional(Cursor) },
  strict,
)
export const SearchQuery = Type.Object(
  { q: Type.String({ maxLength: 200 }), limit: Type.Optional(Count(2)) },
  strict,
)
export const InitialsShape = Type.Object(
  { texts: Type.Array(Type.String({ maxLength: 200 }), { minItems: 1, maxItems: 1000 }) },
  strict,
)
export const SessionAddress = Type.Object({ id: Type.String({ pattern: '^[0-9a-f]{64}$' }) }, strict)
/** Whose sessions; one's own when absent. */
export const SessionsQuery = Type.Object({ person: Type.Optional(Id) }, strict)
export const VersionQuery = Type.Object(
  { version: Type.Optional(Type.String({ pattern: '^\\d{1,9}$' })) },
  strict,
)
export const OneQuery = Type.Object(
  {
    fields: Type.Optional(Type.String({ maxLength: 4000 })),
    lines: Type.Optional(Type.String({ maxLength: 500 })),
  },
  strict,
)
export const ListQuery = Type.Object(
  {
    ...OneQuery.properties,
    filter: Type.Optional(Type.String({ maxLength: 20_000, description: 'A filter as JSON' })),
    formula: Type.Optional(FormulaText),
    sort: Type.Optional(Type.String({ maxLength: 2000 })),
    search: Type.Optional(Type.String({ maxLength: 200 })),
    limit: Type.Optional(Count(3)),
    after: Type.Optional(Cursor),
    count: Type.Optional(Type.Enum(['true', 'false'])),
  },
  strict,
)

const { filter, formula, sort, search } = ListQuery.properties
export const ExportQuery = Type.Object(
  {
    format: Type.Enum(['xlsx', 'csv']),
    fields: OneQuery.properties.fields,
    ...{ filter, formula, sort, search },
  },
  strict,
)

const ColumnName = Type.String({ maxLength: 120 })
/** A field, or a field of lines such as `lines.quantity`. */
const FilledField = Type.String({
  maxLength: 130,
  pattern: '^[A-Za-z][A-Za-z0-9_$]{0,63}(\\.[A-Za-z][A-Za-z0-9_$]{0,63})?$',
})
const Columns = Type.Record(ColumnName, FilledField, { maxProperties: 300 })
const Line = Type.Integer({ minimum: 1, maximum: 1_000_000 })
const SheetName = Type.Union([Type.Null(), Type.String({ maxLength: 100 })])

export const ImportQuestionShape = Type.Object(
  {
    object: ObjectName,
    file: Id,
    sheet: Type.Optional(SheetName),
    heading: Type.Optional(Line),
    remembered: Type.Optional(Columns),
  },
  strict,
)
export const ImportShape = Type.Object(
  {
    object: ObjectName,
    file: Id,
    sheet: SheetName,
    heading: Line,
    columns: Columns,
    joins: Type.Optional(ColumnName),
    identity: Type.Union([Type.Null(), FieldName]),
    found: Type.Enum(['update', 'leave']),
    isDry: Type.Boolean(),
    rows: Type.Optional(Type.Integer({ minimum: 0, maximum: 2_000_000_000 })),
    decided: Type.Optional(Id),
  },
  strict,
)
export const ConflictsQuery = Type.Object(
  { from: Type.Optional(Type.String({ pattern: '^\\d{1,9}$' })) },
  strict,
)
export const UndoShape = Type.Object({ isDry: Type.Boolean() }, strict)
export const ConflictDecisionShape = Type.Object(
  {
    take: Type.Boolean(),
    records: Type.Optional(Type.Array(Id, { minItems: 1, maxItems: 500 })),
    field: Type.Optional(FieldName),
    blanks: Type.Optional(Type.Boolean()),
  },
  strict,
)
