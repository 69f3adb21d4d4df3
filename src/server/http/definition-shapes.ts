// The shapes of definitions that a run-time designer publishes: well-formed here, sound by the engine's own judgement.
import Type, { type TProperties } from 'typebox'
import type { ConversionQuestion, Publication } from '#kernel/module'
import {
  type FieldType,
  fileShapes,
  formulaShapes,
  mostStageFields,
  numberShapes,
  percentShapes,
  textFormatNames,
} from '#kernel/schema'
import { FlowShape } from './flow-shapes.ts'
import { FormLayouts } from './form-layout-shapes.ts'
import { PrintLayouts } from './print-shapes.ts'
import { FieldName, FormulaText, ObjectName } from './wire.ts'

const strict = { additionalProperties: false } as const
const short = Type.String({ maxLength: 200 })
const names = (maxItems: number) => Type.Array(short, { maxItems })
const Label = Type.Object({ 'zh-CN': short, en: short }, strict)
const Help = Type.Object(
  { 'zh-CN': Type.String({ maxLength: 2000 }), en: Type.String({ maxLength: 2000 }) },
  strict,
)
const NumberText = Type.String({ maxLength: 40, pattern: '^-?\\d+(\\.\\d+)?$' })
const Scale = Type.Integer({ minimum: 0, maximum: 10 })
const Options = Type.Array(
  Type.Object(
    {
      key: Type.String({ minLength: 1, maxLength: 64 }),
      label: Label,
      color: Type.Optional(short),
      retired: Type.Optional(Type.Boolean()),
    },
    strict,
  ),
  { maxItems: 500 },
)

const bounds = { min: Type.Optional(NumberText), max: Type.Optional(NumberText) }
const currency = Type.Union([short, Type.Object({ field: FieldName }, strict)])
const tax = Type.Enum(['inclusive', 'exclusive', 'none'])
const amount = {
  scale: Type.Optional(Scale),
  currency: Type.Optional(currency),
  tax: Type.Optional(tax),
}

const common = {
  name: FieldName,
  label: Label,
  help: Type.Optional(Help),
  required: Type.Optional(Type.Boolean()),
  unique: Type.Optional(Type.Boolean()),
  readOnly: Type.Optional(Type.Boolean()),
  default: Type.Optional(FormulaText),
  shownWhen: Type.Optional(FormulaText),
  requiredWhen: Type.Optional(FormulaText),
  fixedWhen: Type.Optional(FormulaText),
  hidden: Type.Optional(Type.Boolean()),
  retired: Type.Optional(Type.Boolean()),
}

/** What each type of field carries beyond what all carry. */
const particular: Readonly<Record<FieldType, TProperties>> = {
  text: {
    maxLength: Type.Optional(Type.Integer({ minimum: 1, maximum: 10_000 })),
    format: Type.Optional(Type.Enum([...textFormatNames])),
  },
  longText: { maxLength: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000_000 })) },
  richText: {},
  number: { ...bounds, shownAs: Type.Optional(Type.Enum([...numberShapes])) },
  decimal: { scale: Scale, ...bounds },
  money: { scale: Type.Optional(Scale), currency, tax, ...bounds },
  percent: { scale: Type.Optional(Scale), ...bounds, shownAs: Type.Optional(Type.Enum([...percentShapes])) },
  boolean: {},
  date: {},
  datetime: {},
  select: { options: Options },
  multiSelect: { options: Options },
  person: {},
  department: {},
  reference: { to: ObjectName, owner: Type.Optional(Type.Boolean()) },
  persons: {},
  departments: {},
  references: { to: ObjectName },
  anyReference: { to: Type.Array(ObjectName, { minItems: 1, maxItems: 20, uniqueItems: true }) },
  tags: {},
  lines: { object: ObjectName, by: FieldName },
  autoNumber: { pattern: Type.String({ maxLength: 60 }) },
  file: { shownAs: Type.Optional(Type.Enum([...fileShapes])) },
  json: {},
  formula: {
    result: Type.Enum(['text', 'decimal', 'money', 'percent', 'boolean', 'date', 'datetime']),
    formula: FormulaText,
    shownAs: Type.Optional(Type.Enum([...formulaShapes])),
    options: Type.Optional(Options),
    ...amount,
  },
  rollup: {
    object: ObjectName,
    by: FieldName,
    take: Type.Enum(['sum', 'count', 'min', 'max']),
    field: Type.Optional(FieldName),
    where: Type.Optional(FormulaText),
    result: Type.Enum(['decimal', 'money', 'date', 'datetime']),
    ...amount,
  },
}

const Field = Type.Union(
  Object.entries(particular).map(([type, properties]) =>
    Type.Object({ ...common, type: Type.Literal(type), ...properties }, strict),
  ),
)
const Fields = Type.Array(Field, { maxItems: 300 })
const Index = Type.Object({ name: short, fields: names(10) }, strict)
const Checks = Type.Array(
  Type.Object(
    {
      name: short,
      formula: FormulaText,
      message: Help,
      field: Type.Optional(FieldName),
      retired: Type.Optional(Type.Boolean()),
    },
    strict,
  ),
  { maxItems: 100 },
)
const whoever = {
  everyone: Type.Optional(Type.Literal(true)),
  roles: Type.Optional(names(100)),
  departments: Type.Optional(names(100)),
  people: Type.Optional(names(100)),
}
const Need = Type.Union([
  Type.Object({ formula: FormulaText, message: Help, field: Type.Optional(FieldName) }, strict),
  Type.Object({ filled: names(50) }, strict),
  Type.Object(
    { counted: FieldName, least: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000 })) },
    strict,
  ),
])
const Stage = Type.Object(
  {
    key: short,
    next: Type.Optional(names(100)),
    elsewhere: Type.Optional(names(100)),
    begins: Type.Optional(Type.Boolean()),
    aside: Type.Optional(Type.Boolean()),
    guidance: Type.Optional(Help),
    fields: Type.Optional(names(mostStageFields)),
    who: Type.Optional(Type.Object({ ...whoever, fields: Type.Optional(names(20)) }, strict)),
    needs: Type.Optional(Type.Array(Need, { maxItems: 20 })),
  },
  strict,
)
const additions = {
  path: Type.Optional(
    Type.Object(
      {
        field: FieldName,
        stages: Type.Array(Stage, { maxItems: 100 }),
        overridable: Type.Optional(Type.Boolean()),
      },
      strict,
    ),
  ),
  unique: Type.Optional(Type.Array(Index, { maxItems: 20 })),
  indexes: Type.Optional(Type.Array(Index, { maxItems: 30 })),
  checks: Type.Optional(Checks),
  search: Type.Optional(names(20)),
  prints: Type.Optional(PrintLayouts),
  layouts: Type.Optional(FormLayouts),
}

const ObjectShape = Type.Object(
  {
    name: ObjectName,
    label: Label,
    help: Type.Optional(Help),
    kind: Type.Enum(['record', 'ledger', 'balance']),
    title: FieldName,
    fields: Fields,
    ...additions,
    list: Type.Optional(
      Type.Object(
        {
          columns: names(50),
          sort: Type.Optional(names(10)),
          board: Type.Optional(FieldName),
          byHand: Type.Optional(short),
        },
        strict,
      ),
    ),
    board: Type.Optional(
      Type.Object(
        {
          by: Type.Optional(names(20)),
          where: Type.Optional(FormulaText),
          sums: Type.Optional(names(5)),
          card: Type.Optional(names(8)),
          limits: Type.Optional(
            Type.Record(Type.String({ maxLength: 64 }), Type.Integer({ minimum: 1, maximum: 100_000 }), {
              maxProperties: 100,
            }),
          ),
        },
        strict,
      ),
    ),
    form: Type.Optional(
      Type.Array(Type.Object({ label: Label, fields: names(300) }, strict), { maxItems: 50 }),
    ),
    menu: Type.Optional(short),
    retired: Type.Optional(Type.Boolean()),
  },
  strict,
)

const ExtensionShape = Type.Object(
  { object: ObjectName, fields: Type.Optional(Fields), ...additions },
  strict,
)

const Grant = Type.Union([Type.Literal('*'), names(300), Type.Object({ except: names(300) }, strict)])
const PolicyShape = Type.Object(
  {
    name: short,
    object: Type.String({ maxLength: 100 }),
    operations: names(100),
    who: Type.Object(whoever, strict),
    where: Type.Optional(FormulaText),
    via: Type.Optional(FieldName),
    about: Type.Optional(Type.Object({ object: FieldName, record: FieldName }, strict)),
    fields: Type.Optional(Type.Object({ read: Type.Optional(Grant), write: Type.Optional(Grant) }, strict)),
    layer: Type.Optional(Type.Literal('overlay')),
    onTop: Type.Optional(Type.Boolean()),
    narrows: Type.Optional(short),
  },
  strict,
)

const MetricDefinitionShape = Type.Object(
  {
    name: short,
    label: Label,
    help: Type.Optional(Help),
    object: ObjectName,
    take: Type.Enum(['count', 'sum', 'average']),
    of: Type.Optional(FormulaText),
    where: Type.Optional(FormulaText),
    among: Type.Optional(FormulaText),
    by: short,
    dimensions: names(20),
    format: Type.Enum(['number', 'money', 'percent', 'minutes']),
  },
  strict,
)

const Tone = Type.Optional(Type.Enum(['late', 'risk']))
const measured = {
  metric: short,
  period: Type.Optional(Type.Enum(['today', 'week', 'month', 'quarter', 'year'])),
  filter: Type.Optional(FormulaText),
}
const shownNumber = { label: Type.Optional(Label), of: Type.Optional(short), tone: Tone }
const where = Type.Optional(FormulaText)
const Cells = Type.Optional(Type.Integer({ minimum: 1, maximum: 4 }))
const TileShape = Type.Object(
  {
    name: short,
    label: Label,
    wide: Cells,
    tall: Cells,
    place: Type.Optional(Type.Integer({ minimum: 0, maximum: 10_000 })),
    retired: Type.Optional(Type.Boolean()),
    today: Type.Optional(names(20)),
    numbers: Type.Optional(
      Type.Array(
        Type.Union([
          Type.Object({ ...measured, ...shownNumber }, strict),
          Type.Object({ object: ObjectName, where, sum: Type.Optional(short), ...shownNumber }, strict),
        ]),
        { maxItems: 8 },
      ),
    ),
    bars: Type.Optional(Type.Object({ ...measured, by: short, late: Type.Optional(short) }, strict)),
    trend: Type.Optional(
      Type.Object(
        {
          metric: short,
          every: Type.Enum(['day', 'week', 'month']),
          last: Type.Integer({ minimum: 2, maximum: 60 }),
        },
        strict,
      ),
    ),
    rows: Type.Optional(
      Type.Object(
        { object: ObjectName, where, sort: Type.Optional(names(5)), fields: names(8), tone: Tone },
        strict,
      ),
    ),
    goal: Type.Optional(
      Type.Object(
        {
          metric: short,
          by: short,
          targets: ObjectName,
          fields: Type.Object(
            {
              metric: FieldName,
              from: FieldName,
              to: FieldName,
              value: FieldName,
              person: FieldName,
              others: Type.Optional(names(10)),
            },
            strict,
          ),
        },
        strict,
      ),
    ),
  },
  strict,
)

const Version = Type.Integer({ minimum: 0, maximum: 2_147_483_647 })
const VersionText = Type.String({ pattern: '^[0-9]{1,9}$' })

export const PublicationsQuery = Type.Object({ before: Type.Optional(VersionText) }, strict)
export const PublicationAddress = Type.Object({ version: VersionText }, strict)
/** To which version, and the one that was looked at. */
export const RollBackShape = Type.Object({ to: Version, version: Type.Optional(Version) }, strict)

/** A field that stands. */
export const FieldAddress = Type.Object({ object: ObjectName, field: FieldName }, strict)

export const RoleAddress = Type.Object({ object: ObjectName, role: short }, strict)
/** Modules that are switched off. */
export const OffShape = Type.Array(Type.String({ maxLength: 60 }), { maxItems: 100 })

/** What one file of a configuration holds; see server/configuration. */
export const pieceShapes = {
  objects: ObjectShape,
  extensions: ExtensionShape,
  policies: PolicyShape,
  metrics: MetricDefinitionShape,
  tiles: TileShape,
  flows: FlowShape,
} as const

/** As many files, of as many characters, as a configuration may have. */
export const mostFiles = 2000
export const longestFile = 1_000_000

export const ConfigurationShape = Type.Object(
  {
    files: Type.Record(Type.String({ maxLength: 300 }), Type.String({ maxLength: longestFile }), {
      maxProperties: mostFiles,
    }),
    way: Type.Optional(Type.Enum(['whole', 'added'])),
    version: Type.Optional(Version),
    isTrial: Type.Optional(Type.Boolean()),
  },
  strict,
)

/** See Publication in kernel/module. No policy may speak of a part of the system or claim the shipped layer. */
export const PublicationShape = Type.Unsafe<Publication>(
  Type.Object(
    {
      objects: Type.Optional(Type.Array(ObjectShape, { maxItems: 50 })),
      extensions: Type.Optional(Type.Array(ExtensionShape, { maxItems: 100 })),
      policies: Type.Optional(Type.Array(PolicyShape, { maxItems: 500 })),
      metrics: Type.Optional(Type.Array(MetricDefinitionShape, { maxItems: 200 })),
      tiles: Type.Optional(Type.Array(TileShape, { maxItems: 100 })),
      flows: Type.Optional(Type.Array(FlowShape, { maxItems: 50 })),
      conversions: Type.Optional(Type.Array(FieldAddress, { maxItems: 500 })),
      off: Type.Optional(OffShape),
      version: Type.Optional(Version),
    },
    strict,
  ),
)

/** A published field as it would become. */
export const ConversionShape = Type.Unsafe<ConversionQuestion>(
  Type.Object({ object: ObjectName, field: Field }, strict),
)

export const NamesShape = Type.Object(
  { texts: Type.Array(Type.String({ maxLength: 200 }), { minItems: 1, maxItems: 50 }) },
  strict,
)
