// The OpenAPI 3.1 document of a workspace as one caller may use it, objects made at run time included.
import type { TSchema } from 'typebox'
import type { Metadata } from '#kernel/module'
import type { Locale } from '../locale.ts'
import { type AnyOperation, operations } from '../operations.ts'
import { answerSchemas } from './answers.ts'
import { type JsonSchema, reference } from './field-schema.ts'
import { type Described, objectPaths, objectSchemas } from './object-paths.ts'

// These are described once for each object instead.
const perObject: ReadonlySet<AnyOperation> = new Set<AnyOperation>([
  operations.list,
  operations.create,
  operations.read,
  operations.update,
  operations.remove,
  operations.act,
  operations.actOnObject,
])

type Paths = Record<string, Readonly<Record<string, JsonSchema>>>

/** The document. Problems are the answer of every address that fails. */
export function openApiDocument(metadata: Metadata, locale: Locale): JsonSchema {
  const known = new Set(metadata.objects.map(({ name }) => name))
  const paths: Paths = {}
  for (const [id, operation] of Object.entries(operations) as [string, AnyOperation][])
    if (!perObject.has(operation)) add(paths, operation, id)
  for (const object of metadata.objects)
    for (const [path, methods] of Object.entries(objectPaths(object, locale, describe)))
      if (Object.keys(methods).length > 0) paths[path] = methods
  const schemas = metadata.objects.map((object) => objectSchemas(object, known, locale))
  return {
    openapi: '3.1.0',
    info: { title: `Baton 接力 · ${metadata.workspace.name}`, version: String(metadata.version) },
    servers: [{ url: '/' }],
    security: [{ session: [] }, { token: [] }],
    tags: metadata.objects.map(({ name, label }) => ({ name, description: label[locale] })),
    paths: { ...paths, ...uploading },
    components: {
      schemas: { ...sharedSchemas, ...answerSchemas, ...Object.assign({}, ...schemas) },
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: 'baton_session' },
        token: { type: 'http', scheme: 'bearer' },
      },
    },
  }
}

function add(paths: Paths, operation: AnyOperation, id: string): void {
  const path = operation.path.replace(/:(\w+)/g, '{$1}')
  const described = describe(operation, { tag: 'baton', id, summary: operation.summary, fixed: [] })
  paths[path] = { ...paths[path], [operation.method.toLowerCase()]: described }
}

function describe(operation: AnyOperation, { tag, id, summary, body, answer, fixed }: Described): JsonSchema {
  const { params, query, status = 200, isOpen } = operation
  const parameters = [
    ...parametersOf(params, 'path').filter(({ name }) => !fixed.includes(String(name))),
    ...parametersOf(query, 'query'),
  ]
  const taken = body ?? (operation.body ? inlined(operation.body) : undefined)
  const given = answer ?? (operation.answer ? reference(operation.answer) : {})
  return {
    tags: [tag],
    operationId: id,
    summary,
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(taken ? { requestBody: { required: true, content: json(taken) } } : {}),
    responses: {
      [status]: { description: 'OK', ...(status === 204 ? {} : { content: json(given) }) },
      default: { description: 'Problems', content: json(reference('Problems')) },
    },
    ...(isOpen ? { security: [] } : {}),
  }
}

const json = (schema: JsonSchema): JsonSchema => ({ 'application/json': { schema } })

function parametersOf(schema: TSchema | undefined, where: 'path' | 'query'): readonly JsonSchema[] {
  const { properties = {}, required = [] } = (schema ?? {}) as {
    properties?: Record<string, JsonSchema>
    required?: readonly string[]
  }
  return Object.entries(properties).map(([name, one]) => ({
    name,
    in: where,
    required: where === 'path' || required.includes(name),
    schema: inlined(one),
  }))
}

/** The shape as plain JSON Schema; what refers to itself becomes a component. */
function inlined(shape: unknown): JsonSchema {
  return JSON.parse(JSON.stringify(shape), (_name, value: unknown) => {
    if (typeof value !== 'object' || value === null || !('$ref' in value)) return value
    const { $ref } = value as { $ref: string }
    return $ref.startsWith('#') ? value : reference($ref)
  }) as JsonSchema
}

function sharedFilter(): JsonSchema {
  const { filter } = (operations.query.body as unknown as { properties: { filter: JsonSchema } }).properties
  const { Filter = {} } = (filter as { $defs?: Record<string, JsonSchema> }).$defs ?? {}
  const { $id: _, ...plain } = Filter
  return inlined(plain)
}

const sharedSchemas: Readonly<Record<string, JsonSchema>> = { Filter: sharedFilter() }

const uploading: Paths = {
  '/api/files': {
    post: {
      tags: ['baton'],
      operationId: 'keepFile',
      summary: 'Keep a file',
      requestBody: {
        required: true,
        content: {
          'multipart/form-data': {
            schema: {
              type: 'object',
              properties: {
                id: { type: 'string', format: 'uuid' },
                file: { type: 'string', format: 'binary' },
              },
              required: ['file'],
            },
          },
        },
      },
      responses: {
        201: { description: 'OK', content: json(reference('File')) },
        default: { description: 'Problems', content: json(reference('Problems')) },
      },
    },
  },
}
