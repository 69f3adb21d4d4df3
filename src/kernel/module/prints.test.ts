import { expect, test } from 'vitest'
import type { Extension, ObjectDefinition, PrintLayout } from '#kernel/schema'
import { compileDefinitions } from './compile.ts'
import { defineModule } from './manifest.ts'

const label = (text: string) => ({ 'zh-CN': text, en: text })
const sheet = (name: string, text: string): PrintLayout => ({
  name,
  label: label(name),
  blocks: [{ kind: 'text', text: label(text) }],
})
const order: ObjectDefinition = {
  ...{ name: 'shop.order', label: label('单'), kind: 'record', title: 'number' },
  fields: [{ type: 'text', name: 'number', label: label('编号') }],
  prints: [sheet('note', '{number}')],
}
const shop = (object: ObjectDefinition) =>
  defineModule({ name: 'shop', label: label('店'), dependsOn: [], objects: [object] })

const compiled = (object: ObjectDefinition, extensions: readonly Extension[]) =>
  compileDefinitions(
    'w_test',
    {
      version: 1,
      policies: [],
      layers: [
        { layer: 'system', objects: [object], extensions: [] },
        { layer: 'overlay', objects: [], extensions },
      ],
    },
    [shop(object)],
  )

const layoutsOf = (object: ObjectDefinition, extensions: readonly Extension[]) => {
  const found = compiled(object, extensions)
  if (!found.ok) throw new Error(JSON.stringify(found.problems))
  return {
    aside: found.value.aside.map(({ kind, name }) => [kind, name]),
    prints: found.value.schema.object('shop.order')?.prints,
  }
}

test('[PN1] a layout of the overlay that no longer holds is set aside alone, and the shipped one of its name stands again', () => {
  const own = [sheet('note', '{gone}'), sheet('own', '{number}!')]
  expect(layoutsOf(order, [{ object: 'shop.order', prints: own }])).toEqual({
    aside: [['prints', 'note']],
    prints: [sheet('note', '{number}'), sheet('own', '{number}!')],
  })
})

test('[PN1] a shipped layout that does not hold is a fault of what is shipped', () => {
  const broken = compiled({ ...order, prints: [sheet('note', '{gone}')] }, [])
  expect(broken).toMatchObject({
    ok: false,
    problems: [{ code: 'formula.unknownName', path: ['shop.order', 'prints', 'note'] }],
  })
})

test('[PN2] a retired layout takes the earlier one of its name out', () => {
  const retired = { ...sheet('note', ''), retired: true }
  expect(layoutsOf(order, [{ object: 'shop.order', prints: [retired] }])).toEqual({ aside: [], prints: [] })
})
