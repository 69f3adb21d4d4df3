// The definitions of the workspace as the screens ask about them: objects by name, main lines, parts and their wholes.
import type { FlowDefinition } from '#kernel/flow'
import type { MetricDefinition } from '#kernel/metrics'
import type { FieldMetadata, Metadata, ObjectMetadata } from '#kernel/module'
import { type Row, target } from '#kernel/schema'

export type Catalog = {
  readonly metadata: Metadata
  object(name: string): ObjectMetadata | undefined
  /** Label of an object, its name when it is not known. */
  field(object: ObjectMetadata, name: string): FieldMetadata | undefined
  metric(name: string): MetricDefinition | undefined
  /** The flow drawn as the main line of an object's records. */
  mainLine(object: string): FlowDefinition | undefined
  /** The object whose records own records of this one, and by which field. */
  owner(object: ObjectMetadata): { readonly object: string; readonly by: string } | undefined
  /** Objects with a main line, in the order of the menu. */
  readonly withRoom: readonly ObjectMetadata[]
}

export function catalogOf(metadata: Metadata): Catalog {
  const objects = new Map(metadata.objects.map((object) => [object.name, object]))
  const lines = new Map(metadata.flows.filter(({ mainLine }) => mainLine).map((flow) => [flow.object, flow]))
  const metrics = new Map(metadata.metrics.map((metric) => [metric.name, metric]))
  return {
    metadata,
    metric: (name) => metrics.get(name),
    object: (name) => objects.get(name),
    field: (object, name) => object.fields.find((field) => field.name === name),
    mainLine: (object) => lines.get(object),
    owner: ownerOf,
    withRoom: [...lines.keys()].flatMap((name) => objects.get(name) ?? []),
  }
}

function ownerOf(object: ObjectMetadata): { readonly object: string; readonly by: string } | undefined {
  for (const field of object.fields)
    if (field.type === 'reference' && field.owner) return { object: field.to, by: field.name }
  return undefined
}

/** The objects that formulas and paths over one object look at: itself, and those its references lead to. */
export function objectsRead(
  catalog: Catalog,
  object: string,
  texts: readonly (string | undefined)[],
): readonly string[] {
  const found = new Set([object])
  for (const text of texts)
    for (const [, path = ''] of (text ?? '').matchAll(/\b([A-Za-z]\w*(?:\.[A-Za-z]\w*)+)/g)) {
      let at = catalog.object(object)
      for (const name of path.split('.')) {
        const field = at?.fields.find((candidate) => candidate.name === name)
        const to = field && target(field)
        if (typeof to !== 'string') break
        found.add(to)
        at = catalog.object(to)
      }
    }
  return [...found]
}

/** The names of fields that a page of records must ask for: those drawn, the title, and what they are formatted with. */
export function fieldsToAsk(object: ObjectMetadata, drawn: readonly string[]): readonly string[] {
  const own = new Map(object.fields.map((field) => [field.name, field]))
  const names = new Set<string>()
  for (const name of [object.title, ...drawn]) {
    const field = own.get(name)
    if (field === undefined || field.type === 'lines') continue
    names.add(name)
    // What it refers to comes with the name that it is shown by.
    if (target(field) !== null) names.add(`${name}$title`)
    const currency = 'currency' in field ? field.currency : undefined
    if (typeof currency === 'object' && own.has(currency.field)) names.add(currency.field)
  }
  return [...names]
}

/** What to ask for, so that a record can be called by its name. */
export function titleNames({ title, fields }: ObjectMetadata): readonly string[] {
  const field = fields.find(({ name }) => name === title)
  return field === undefined || target(field) === null ? [title] : [title, `${title}$title`]
}

/** What a record is called; one that is named by another record is called as that is. */
export const titleOf = ({ title }: ObjectMetadata, row: Row): string =>
  String(row[`${title}$title`] ?? row[title] ?? '')

/** Fields that a generic screen draws when the definition names none. Structures that are shipped have screens of their own. */
export const drawnFields = (object: ObjectMetadata): readonly FieldMetadata[] =>
  object.fields.filter(({ hidden, type, layer }) => !hidden && (type !== 'json' || layer === 'overlay'))

/** Whether the person may make records of an object: balances are only made by a ledger, and what has nothing to enter by the system. */
export const canCreate = ({ operations, kind, fields }: ObjectMetadata): boolean =>
  kind !== 'balance' &&
  (operations.includes('create') || operations.includes('*')) &&
  fields.some(({ writable }) => writable)

/** Whether some policy lets the person do this to some records of an object. */
export const mayDo = ({ operations }: ObjectMetadata, operation: string): boolean =>
  operations.includes(operation) || operations.includes('*')

/** The field at the end of a path of references, under the name by which a row of the first object brings it. */
export function fieldAt(catalog: Catalog, object: ObjectMetadata, path: string): FieldMetadata | undefined {
  const [name, ...rest] = path.split('.')
  const field = object.fields.find((one) => one.name === name)
  if (field === undefined || rest.length === 0) return field
  const to = target(field)
  const next = typeof to === 'string' ? catalog.object(to) : undefined
  const found = next && fieldAt(catalog, next, rest.join('.'))
  return found && { ...found, name: path }
}
