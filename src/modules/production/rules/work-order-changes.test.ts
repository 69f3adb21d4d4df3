import { expect, test } from 'vitest'
import { Decimal } from '#base/values/decimal'
import { materialsFor, workOrderChanges } from './work-order-changes.ts'

const ids = () => {
  let next = 0
  return { newId: () => `m${++next}` }
}

test('[PR1] a recipe gives each component once, rounded to stored digits', () => {
  const part = (item: string, quantity: string) => ({ item, quantity: new Decimal(quantity) })
  const recipe = { bom: 'b', components: [part('c', '2'), part('d', '0.333333'), part('c', '0.5')] }
  const materials = materialsFor(ids(), recipe, new Decimal(3))
  expect(materials.map((one) => `${one.id} ${one.component} ${one.required}`)).toEqual(['m1 c 7.5', 'm2 d 1'])
  const changes = workOrderChanges({
    id: 'w',
    item: 'i',
    quantity: new Decimal(3),
    bom: 'b',
    warehouse: null,
    plannedStart: '2026-01-05',
    dueDate: '2026-01-09',
    materials,
  })
  expect(changes.map((change) => change.object)).toEqual([
    'production.workOrder',
    'production.workOrderMaterial',
    'production.workOrderMaterial',
  ])
})
