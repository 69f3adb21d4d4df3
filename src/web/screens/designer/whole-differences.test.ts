import { expect, test } from 'vitest'
import type { Configuration } from '#kernel/module'
import type { ObjectDefinition } from '#kernel/schema'
import { broughtOver, wholeDifferences } from './whole-differences.ts'

const label = (text: string) => ({ 'zh-CN': text, en: text })
const visit: ObjectDefinition = {
  name: 'x.visit',
  label: label('拜访'),
  kind: 'record',
  title: 'name',
  fields: [{ name: 'name', type: 'text', label: label('名称') }],
}
const nothing: Configuration = {
  objects: [],
  extensions: [],
  policies: [],
  metrics: [],
  tiles: [],
  flows: [],
}
const party = { name: 'shop.party', label: label('客户'), kind: 'record', title: 'name' } as const
const shipped = (name: string) => (name === party.name ? party : undefined)
const told = (now: Configuration, then: Configuration) =>
  wholeDifferences(now, then, shipped).flatMap(({ object, differences }) =>
    differences.map(({ key, label: of }) => `${object} ${key} ${of?.['zh-CN'] ?? ''}`.trim()),
  )

test('[MO14] each object says what changes of it; numbers are told after all objects', () => {
  const field = { name: 'industry', type: 'text', label: label('行业') } as const
  const then: Configuration = {
    ...nothing,
    objects: [visit],
    extensions: [{ object: 'shop.party', fields: [field] }],
    tiles: [{ name: 'x.tile', label: label('本周') }],
  }
  expect(told(nothing, broughtOver(nothing, then, 'whole'))).toEqual([
    'x.visit newObject 拜访',
    'x.visit newField 名称',
    'shop.party newField 行业',
    'null newTile 本周',
  ])
})

test('[MO14] what is not named is retired or stays; how keys are ordered and empty lists are no difference', () => {
  const now: Configuration = { ...nothing, objects: [visit] }
  expect(told(now, broughtOver(now, nothing, 'whole'))).toEqual(['x.visit retiredObject 拜访'])
  expect(told(now, broughtOver(now, nothing, 'added'))).toEqual([])
  const { name, ...rest } = visit
  const turned = { ...nothing, objects: [{ ...rest, checks: [], name }] }
  expect(told(now, broughtOver(now, turned, 'whole'))).toEqual([])
})

test('[MO14] no change is silent: what no sentence knows is told as other settings or other rights', () => {
  const now: Configuration = { ...nothing, objects: [visit] }
  const listed = { ...visit, list: { columns: ['name'] } }
  const policy = {
    name: 'late',
    object: 'x.visit',
    operations: ['read'],
    who: { roles: ['a'] },
    where: 'true',
  }
  expect(told(now, { ...now, objects: [listed], policies: [policy] })).toEqual([
    'x.visit otherwise 拜访',
    'x.visit otherRights 拜访',
  ])
})
