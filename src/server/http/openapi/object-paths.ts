// The addresses and schemas of one object, as the caller may use them.
import type { ActionMetadata, ObjectMetadata } from '#kernel/module'
import { isLinesInput, type LinesInput } from '#kernel/records'
import { isAlwaysAsked } from '#kernel/schema'
import type { Locale } from '../locale.ts'
import { type AnyOperation, operations } from '../operations.ts'
import { fieldSchema, type JsonSchema, reference } from './field-schema.ts'

/** How an operation of the table is written in the document. */
export type Describe = (operation: AnyOperation, changed: Described) => JsonSchema

export type Described = {
  readonly tag: string
  readonly id: string
  readonly summary: string
  readonly body?: JsonSchema
  readonly answer?: JsonSchema
  /** Parameters whose value is part of this object's address. */
  readonly fixed: readonly string[]
}

const system: JsonSchema = {
  id: { type: 'string', format: 'uuid' },
  version: { type: 'integer' },
  createdAt: { type: 'string', format: 'date-time' },
  createdBy: { type: ['string', 'null'], format: 'uuid' },
  updatedAt: { type: 'string', format: 'date-time' },
  updatedBy: { type: ['string', 'null'], format: 'uuid' },
}

/** Schemas by component name: the record as read, `.new` as created and `.change` as updated. */
export function objectSchemas(
  object: ObjectMetadata,
  known: ReadonlySet<string>,
  locale: Locale,
): Readonly<Record<string, JsonSchema>> {
  const fields = object.fields.filter((field) => field.type !== 'lines' || known.has(field.object))
  const all = fields.map((field) => [field.name, fieldSchema(field, locale)] as const)
  const own = fields.filter(({ writable, type }) => writable && type !== 'lines')
  const writable = own.map((field) => [field.name, fieldSchema(field, locale)] as const)
  const lines = fields.flatMap((field) =>
    field.type === 'lines'
      ? [[field.name, { type: 'array', items: reference(`${field.object}.new`) }] as const]
      : [],
  )
  const required = own.filter((field) => isAlwaysAsked(field) && !isOwner(field))
  return {
    [object.name]: {
      type: 'object',
      description: object.label[locale],
      properties: { ...system, ...Object.fromEntries(all) },
    },
    [`${object.name}.new`]: {
      type: 'object',
      properties: { id: system.id, ...Object.fromEntries([...writable, ...lines]) },
      ...(required.length > 0 ? { required: required.map(({ name }) => name) } : {}),
    },
    [`${object.name}.change`]: { type: 'object', properties: Object.fromEntries(writable) },
  }
}

// Inside its owner's body a line needs not say whose it is.
const isOwner = (field: ObjectMetadata['fields'][number]): boolean =>
  field.type === 'reference' && field.owner === true

type Paths = Readonly<Record<string, Readonly<Record<string, JsonSchema>>>>

/** The object's addresses, those only that some policy lets the caller use. */
export function objectPaths(object: ObjectMetadata, locale: Locale, describe: Describe): Paths {
  const { name, label } = object
  const may = (operation: string) => object.operations.includes(operation)
  const of = (operation: AnyOperation, id: string, more: Partial<Described> = {}): JsonSchema => {
    const summary = `${label[locale]} · ${operation.summary}`
    return describe(operation, { tag: name, id: `${name}.${id}`, summary, fixed: ['object'], ...more })
  }
  const record = { answer: reference(name) }
  // Told this once, such as the secret of a new webhook.
  const told = { type: 'object', properties: { $outputs: { type: 'array' } } }
  const made = { answer: { allOf: [reference(name), told] } }
  const rows = { type: 'array', items: reference(name) }
  const page = { type: 'object', properties: { rows, next: { type: 'string' }, total: {} } }
  const base = `/api/records/${name}`
  return {
    [base]: {
      ...(may('read') ? { get: of(operations.list, 'list', { answer: page }) } : {}),
      ...(may('create')
        ? { post: of(operations.create, 'create', { ...made, body: reference(`${name}.new`) }) }
        : {}),
    },
    [`${base}/{id}`]: {
      ...(may('read') ? { get: of(operations.read, 'read', record) } : {}),
      ...(may('update')
        ? { patch: of(operations.update, 'update', { ...record, body: reference(`${name}.change`) }) }
        : {}),
      ...(may('remove') ? { delete: of(operations.remove, 'remove') } : {}),
    },
    ...Object.fromEntries(object.actions.map((action) => actionPath(base, object, action, locale, describe))),
  }
}

function actionPath(
  base: string,
  { name, label }: ObjectMetadata,
  action: ActionMetadata,
  locale: Locale,
  describe: Describe,
): readonly [string, Readonly<Record<string, JsonSchema>>] {
  const isOnRecord = action.target === 'record'
  const required = action.input.filter((field) => field.required).map((field) => field.name)
  const body = {
    type: 'object',
    properties: Object.fromEntries(action.input.map((field) => [field.name, inputSchema(field, locale)])),
    ...(required.length > 0 ? { required } : {}),
  }
  const post = describe(isOnRecord ? operations.act : operations.actOnObject, {
    tag: name,
    id: `${name}.${action.name}`,
    summary: `${label[locale]} · ${action.label[locale]}`,
    body,
    fixed: ['object', 'action'],
  })
  return [`${base}${isOnRecord ? '/{id}' : ''}/actions/${action.name}`, { post }]
}

const inputSchema = (input: ActionMetadata['input'][number], locale: Locale): JsonSchema =>
  isLinesInput(input)
    ? { ...fieldSchema(input, locale), type: ['array', 'null'], items: pickedSchema(input, locale) }
    : fieldSchema(input, locale)

const pickedSchema = ({ pick }: LinesInput, locale: Locale): JsonSchema => ({
  type: 'object',
  properties: {
    line: { type: 'string', format: 'uuid' },
    [pick.quantity.name]: fieldSchema(pick.quantity, locale),
  },
  required: ['line', pick.quantity.name],
})
