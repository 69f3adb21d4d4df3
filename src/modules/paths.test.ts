// The stages that the modules ship: every step on is made by an action, and every action that makes one is named.
import { describe, expect, test } from 'vitest'
import { modules } from './index.ts'

const objects = modules.flatMap((module) => module.objects)
const actions = modules.flatMap((module) => module.actions ?? [])
const withPath = objects.flatMap((object) => (object.path ? [{ object, path: object.path }] : []))

describe('shipped paths', () => {
  test('everything that has a lifecycle has a path', () => {
    expect(withPath.map(({ object }) => object.name).sort()).toEqual([
      'coordination.changeRequest',
      'coordination.exception',
      'crm.lead',
      'crm.opportunity',
      'finance.invoice',
      'procurement.order',
      'production.workOrder',
      'sales.order',
      'sales.quote',
      'service.ticket',
    ])
  })

  test.each(withPath)(
    '$object.name: each choice is a stage with words for it and fields that are drawn',
    ({ object, path }) => {
      const field = object.fields.find(({ name }) => name === path.field)
      const options = field?.type === 'select' ? field.options.map(({ key }) => key) : []
      expect(path.stages.map(({ key }) => key).toSorted()).toEqual(options.toSorted())
      for (const { key, guidance, fields = [] } of path.stages) {
        expect(guidance, key).toBeDefined()
        for (const name of fields)
          expect(object.fields.find((one) => one.name === name)?.hidden, name).not.toBe(true)
      }
    },
  )

  test.each(withPath)(
    '[R21] $object.name: an action leads to every stage that may follow, and to no other',
    ({ object, path }) => {
      const moves = actions.flatMap((action) =>
        action.object === object.name && action.moves?.field === path.field ? action.moves.to : [],
      )
      expect([...new Set(path.stages.flatMap(({ next = [] }) => next))].toSorted()).toEqual(
        [...new Set(moves)].toSorted(),
      )
    },
  )

  test('[R21] no action speaks of moves where there is no path', () => {
    const known = new Map(withPath.map(({ object, path }) => [object.name, path.field]))
    for (const { object, name, moves } of actions)
      if (moves) expect(known.get(object), `${object}.${name}`).toBe(moves.field)
  })
})
