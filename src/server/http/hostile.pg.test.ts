// Whatever a signed-in stranger sends to any address of the document, the answer is never a failure of ours.
import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { testNode } from '#test/node'
import { shop } from '#test/sample'

type Schema = { readonly [keyword: string]: unknown }
type Described = {
  readonly parameters?: readonly {
    readonly name: string
    readonly in: string
    readonly required?: boolean
    readonly schema: Schema
  }[]
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> }
}
type Document = {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Described>>>>
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> }
}

/** What a server is asked through: inject here, fetch against any other. */
type Ask = (request: {
  readonly method: string
  readonly url: string
  readonly body: string | undefined
}) => Promise<{ readonly status: number; readonly body: string }>

const node = await testNode([shop])
const headers = await node.signedIn('stranger', ['manager', 'admin'])

const ask: Ask = async ({ method, url, body }) => {
  const answer = await node.app.inject({
    method: method as 'POST',
    url,
    headers: body === undefined ? headers : { ...headers, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { payload: body }),
  })
  return { status: answer.statusCode, body: answer.body }
}

const nasty = fc.constantFrom<unknown>(
  null,
  true,
  '',
  ' ',
  '0',
  '-1',
  '1e309',
  'NaN',
  '99999999999999999999999999',
  '2026-02-30',
  '9999-12-31T23:59:59.999Z',
  "'; drop table x; --",
  '%',
  '\\',
  '{}',
  '😀'.repeat(50),
  '\ud800',
  'a\0b',
  'x'.repeat(20_000),
  '__proto__',
  'constructor',
  0,
  -0,
  1.5,
  1e308,
  Number.MAX_SAFE_INTEGER,
  [],
  [[]],
  {},
  { a: { b: {} } },
  ['00000000-0000-7000-8000-000000000000'],
  '00000000-0000-7000-8000-000000000000',
  'id',
  'createdAt',
  '=1/0',
  'SUM(',
  '$1',
  ';',
)
const names = fc.constantFrom(
  'name',
  'id',
  'version',
  'customer',
  'lines',
  'price',
  'amount',
  'x',
  'toString',
  'createdBy',
)

/** Values that follow a schema most of the time and break it the rest. */
function near(schema: Schema, document: Document, depth = 0): fc.Arbitrary<unknown> {
  const meant = depth > 5 ? fc.constant<unknown>(null) : fitting(schema, document, depth)
  return fc.oneof({ weight: 5, arbitrary: meant }, { weight: 1, arbitrary: nasty })
}

function fitting(schema: Schema, document: Document, depth: number): fc.Arbitrary<unknown> {
  const inner = (one: unknown) => near(one as Schema, document, depth + 1)
  if (typeof schema.$ref === 'string')
    return inner(document.components.schemas[schema.$ref.split('/').at(-1) ?? ''] ?? {})
  if (Array.isArray(schema.anyOf)) return fc.oneof(...schema.anyOf.map(inner))
  if (Array.isArray(schema.enum)) return fc.constantFrom<unknown>(...schema.enum)
  if ('const' in schema) return fc.constant(schema.const)
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type
  if (type === 'object') return objectOf(schema, inner)
  if (type === 'array') return fc.array(inner(schema.items ?? {}), { maxLength: 3 })
  if (type === 'integer') return fc.integer({ min: -1, max: 600 })
  if (type === 'boolean') return fc.boolean()
  if (schema.format === 'uuid' || String(schema.pattern).includes('{12}'))
    return fc.constant('00000000-0000-7000-8000-00000000000a')
  if (String(schema.pattern).startsWith('^-?\\d'))
    return fc.constantFrom('1', '-2.50', '0.000001', '123456789012345678901234567890.12')
  if (type === 'string')
    return fc.oneof(
      fc.string({ maxLength: 20, unit: 'binary' }),
      names,
      fc.constantFrom('shop.order', 'shop.customer', 'identity.person', 'a.b'),
    )
  return nasty
}

function objectOf(schema: Schema, inner: (one: unknown) => fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  const properties = (schema.properties ?? {}) as Record<string, unknown>
  const required = new Set((schema.required ?? []) as string[])
  const members = Object.entries(properties).map(([name, one]) => {
    const value = inner(one)
    return [name, required.has(name) ? value : fc.option(value, { nil: undefined })] as const
  })
  if (members.length === 0) return fc.dictionary(names, inner({}), { maxKeys: 4 })
  return fc.record(Object.fromEntries(members)) as fc.Arbitrary<unknown>
}

const requestOf = (path: string, method: string, described: Described, document: Document) => {
  const parameters = described.parameters ?? []
  const body = described.requestBody?.content['application/json']?.schema
  return fc
    .tuple(
      fc.tuple(...parameters.map(({ schema }) => near(schema, document))),
      body === undefined
        ? fc.constant(undefined)
        : near(body, document).map((value) => JSON.stringify(value)),
    )
    .map(([values, text]) => {
      const given = parameters.map(({ name, in: where }, index) => ({
        name,
        where,
        value: String(values[index]),
      }))
      const plain = (value: string) => encodeURIComponent(value.replace(/\p{Cs}/gu, '').slice(0, 300))
      const at = given
        .filter(({ where }) => where === 'path')
        .reduce((url, { name, value }) => url.replace(`{${name}}`, plain(value)), path)
      const query = given.filter(({ where, value }) => where === 'query' && value !== 'undefined')
      const search = query.map(({ name, value }) => `${name}=${plain(value)}`).join('&')
      return { method: method.toUpperCase(), url: search ? `${at}?${search}` : at, body: text }
    })
}

const document = JSON.parse(
  (await ask({ method: 'GET', url: '/api/openapi.json', body: undefined })).body,
) as Document
const addresses = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, described]) => ({ path, method, described })),
)
// Its own session must outlive the others' requests.
const open = addresses.filter(({ path, method }) => !(path === '/api/session' && method === 'delete'))

const tally = new Map<number, number>()
afterAll(() => {
  // Hostile, but not so that the door alone turns all of it away.
  for (const status of [200, 400, 404, 422]) expect([status, tally.get(status) ?? 0]).not.toEqual([status, 0])
})

test('the document describes the addresses of every object', () => {
  expect(open.length).toBeGreaterThan(20)
  expect(Object.keys(document.paths)).toContain('/api/records/shop.order')
})

test.each(open)(
  '[HT10] $method $path answers hostile requests with problems, never with a failure',
  async ({ path, method, described }) => {
    await fc.assert(
      fc.asyncProperty(requestOf(path, method, described, document), async (request) => {
        const { status, body } = await ask(request)
        tally.set(status, (tally.get(status) ?? 0) + 1)
        if (status >= 500) throw new Error(`${status} ${body}`)
        if (status >= 400)
          expect(Array.isArray((JSON.parse(body) as { problems: unknown }).problems)).toBe(true)
      }),
      { numRuns: 40, seed: 20261123, endOnFailure: true },
    )
  },
)
