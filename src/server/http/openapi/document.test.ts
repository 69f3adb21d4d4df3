import { expect, test } from 'vitest'
import { sampleMetadata } from '#test/transport'
import { openApiDocument } from './document.ts'

type Tree = { readonly [name: string]: Tree }
const document = JSON.parse(JSON.stringify(openApiDocument(sampleMetadata, 'en'))) as Tree & {
  paths: Record<
    string,
    Record<string, { operationId: string; parameters?: { name: string; in: string; required: boolean }[] }>
  >
}

const references = (value: unknown): string[] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([name, inner]) =>
        name === '$ref' ? [String(inner)] : references(inner),
      )
    : []

const found = (path: string): unknown =>
  path
    .slice(2)
    .split('/')
    .reduce<unknown>((at, name) => (at as Record<string, unknown> | undefined)?.[name], document)

test('[HT19] every reference leads somewhere and nothing of the validator is left in', () => {
  const all = references(document)
  expect(all.length).toBeGreaterThan(10)
  expect(all.filter((path) => !path.startsWith('#/') || found(path) === undefined)).toEqual([])
  expect(JSON.stringify(document)).not.toMatch(/"~|\$defs|"\$id"/)
})

test('[HT19] every operation has a name of its own and every name in an address is a parameter', () => {
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.values(methods).map((operation) => ({ path, operation })),
  )
  const names = operations.map(({ operation }) => operation.operationId)
  expect(new Set(names).size).toBe(names.length)
  for (const { path, operation } of operations) {
    const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
    const declared = (operation.parameters ?? []).filter((one) => one.in === 'path')
    expect([path, declared.map(({ name }) => name)]).toEqual([path, inPath])
    expect(declared.every(({ required }) => required)).toBe(true)
  }
})

test('[HT19] an object has the addresses that its caller may use', () => {
  const methods = (path: string) => Object.keys(document.paths[path] ?? {})
  expect(methods('/api/records/sales.order')).toEqual(['get', 'post'])
  expect(methods('/api/records/sales.order/{id}')).toEqual(['get', 'patch', 'delete'])
  expect(methods('/api/records/sales.order/{id}/actions/confirm')).toEqual(['post'])
  expect(methods('/api/records/sales.order/actions/sweep')).toEqual(['post'])
  expect(methods('/api/records/x.visit')).toEqual(['get'])
})

test('[HT19] what is computed is not taken, what is required is, and lines nest without their owner', () => {
  const schemas = document.components?.schemas as unknown as Record<
    string,
    { properties: object; required?: string[] }
  >
  expect(Object.keys(schemas['sales.order.new']?.properties ?? {})).toEqual([
    'id',
    'name',
    'amount',
    'status',
    'lines',
  ])
  expect(schemas['sales.order.new']?.required).toEqual(['name'])
  expect(schemas['sales.orderLine.new']?.required).toEqual(['quantity'])
  expect(schemas['sales.order']?.properties).toMatchObject({
    amount: { type: ['string', 'null'] },
    status: { enum: ['draft', null] },
    total: { readOnly: true },
    lines: { items: { $ref: '#/components/schemas/sales.orderLine' } },
  })
})
