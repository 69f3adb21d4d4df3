import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sealingOrder } from './order.ts'

const event = (id: string, record: string, version: number) => ({
  id,
  object: 'sales.order',
  record,
  version,
})

test('[L2] by id, but versions of one record in order although a clock ran behind', () => {
  const order = sealingOrder([event('3', 'a', 1), event('1', 'a', 2), event('2', 'b', 1)])
  expect(order.map(({ record, version }) => `${record}${version}`)).toEqual(['a1', 'b1', 'a2'])
})

test('[L2] nothing is lost, and no record goes backwards', () => {
  const events = fc.uniqueArray(
    fc.record({ id: fc.uuid(), record: fc.constantFrom('a', 'b', 'c'), version: fc.nat(9) }),
    { selector: ({ id }) => id },
  )
  fc.assert(
    fc.property(events, (some) => {
      const given = some.map(({ id, record, version }) => event(id, record, version))
      const order = sealingOrder(given)
      expect(new Set(order)).toEqual(new Set(given))
      for (const record of ['a', 'b', 'c']) {
        const versions = order.filter((one) => one.record === record).map(({ version }) => version)
        expect(versions).toEqual([...versions].sort((x, y) => x - y))
      }
    }),
    { seed: 11, numRuns: 200 },
  )
})
