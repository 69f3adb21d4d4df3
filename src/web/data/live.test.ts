import { expect, test } from 'vitest'
import type { Metadata, ObjectMetadata } from '#kernel/module'
import { catalogOf } from './catalog.ts'
import { touchedBy } from './live.ts'

const object = (name: string, owner?: string): ObjectMetadata =>
  ({
    name,
    fields: owner === undefined ? [] : [{ name: 'whole', type: 'reference', to: owner, owner: true }],
  }) as unknown as ObjectMetadata

test('a changed part touches the whole it belongs to, and a ring of owners ends', () => {
  const objects = [
    object('x.order'),
    object('x.line', 'x.order'),
    object('x.lot', 'x.line'),
    object('x.ring', 'x.ring'),
  ]
  const catalog = catalogOf({ objects, flows: [], menu: [], metrics: [] } as unknown as Metadata)
  expect(touchedBy(catalog, 'x.lot')).toEqual(['x.lot', 'x.line', 'x.order'])
  expect(touchedBy(catalog, 'x.ring')).toEqual(['x.ring'])
  expect(touchedBy(catalog, 'x.unknown')).toEqual(['x.unknown'])
})
