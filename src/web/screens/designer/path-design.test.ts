// The edits of a path, one by one: what follows what, names that change under it, and what is odd about it.
import { expect, test } from 'vitest'
import type { Field, StagePath } from '#kernel/schema'
import { changeField, type Design, designOf, newDesign } from './design.ts'
import { differences } from './differences.ts'
import {
  addStage,
  changeStage,
  dropStage,
  moveStage,
  oddities,
  pathOver,
  stageWho,
  stageWhoKeys,
  toggleNext,
  withPath,
  withStateField,
} from './path-design.ts'
import { publicationOf } from './publication.ts'
import { renameField } from './renaming.ts'
import { waiting, withNames } from './stable-names.ts'

const label = (text: string) => ({ 'zh-CN': text, en: text })
const options = ['a', 'b', 'c'].map((key) => ({ key, label: label(key) }))
const field: Field = { type: 'select', name: 'stage', label: label('状态'), options }
const path: StagePath = field.type === 'select' ? pathOver(field) : { field: '', stages: [] }
const lines = ({ stages }: StagePath): readonly string[] =>
  stages.map(({ key, next = [] }) => `${key} → ${next.join(' ')}`.trim())
const words = [
  ['状态', 'Status'],
  ['申请', 'Wanted'],
  ['批准', 'Approved'],
] as const
const nothing = { objects: [], extensions: [], policies: [], aside: [], roles: [], version: 1 } as never

test('each choice is followed by the next until something else is said; a stage that goes leaves no way to it', () => {
  expect(lines(path)).toEqual(['a → b', 'b → c', 'c →'])
  expect(lines(toggleNext(path, 'c', 'a'))).toEqual(['a → b', 'b → c', 'c → a'])
  expect(lines(toggleNext(toggleNext(path, 'a', 'c'), 'a', 'b'))).toEqual(['a → c', 'b → c', 'c →'])
  expect(lines(moveStage(path, 'c', -2))).toEqual(['c →', 'a → b', 'b → c'])
  expect(lines(dropStage(path, 'b'))).toEqual(['a →', 'c →'])
  const out = changeStage(path, { key: 'c', next: [], aside: true })
  expect(lines(addStage(out, 'd'))).toEqual(['a → b', 'b → c', 'd →', 'c →'])
  expect(lines(addStage(path, 'd'))).toEqual(['a → b', 'b → c', 'c → d', 'd →'])
})

test('what none leads to and what leads nowhere in the middle is odd; an end and a way out are not', () => {
  expect([...oddities(path)]).toEqual([])
  expect([...oddities(toggleNext(path, 'b', 'c'))]).toEqual([
    ['b', 'deadEnd'],
    ['c', 'unreachable'],
  ])
  const out = changeStage(toggleNext(path, 'a', 'c'), { key: 'c', next: [], aside: true })
  expect([...oddities(out)]).toEqual([])
})

test('people are chosen as in policies, and those that the record names; people set elsewhere stay', () => {
  const keys = ['role:sales', 'department:d1', 'field:keeper']
  const who = stageWho(keys, { people: ['p'] })
  expect(who).toEqual({ roles: ['sales'], departments: ['d1'], people: ['p'], fields: ['keeper'] })
  expect(stageWhoKeys(who)).toEqual(keys)
  expect(stageWho([], who)).toBe(undefined)
})

test('a field of its own brings its states; names and keys that are given when it is published lead the path along', () => {
  const made = withStateField(newDesign(label('名称')), words, new Set())
  const needing = withPath(
    made,
    changeStage(made.object.path ?? path, {
      key: 'new2',
      next: [],
      needs: [{ filled: ['title'] }, { counted: 'title' }],
      who: { fields: ['title'] },
      fields: ['title'],
    }),
  )
  const renamed = renameField(needing, 'x.new', 'title', 'subject')
  expect(renamed.object.path?.stages[1]).toEqual({
    ...{ key: 'new2', next: [], fields: ['subject'], who: { fields: ['subject'] } },
    needs: [{ filled: ['subject'] }, { counted: 'subject' }],
  })
  const all = waiting(made, null)
  const named = withNames(made, all, ['shenQing', 'piZhun', 'zhuangTai'], new Set())
  expect(named.object.path).toEqual({
    field: 'zhuangTai',
    stages: [
      { key: 'shenQing', next: ['piZhun'] },
      { key: 'piZhun', next: [] },
    ],
  })
  expect(named.object.fields.at(-1)).toMatchObject({ name: 'zhuangTai', default: "'shenQing'" })
})

test('publishing says in sentences what becomes of the states; taking them back leaves a field like any other', () => {
  const before = withPath(changeField(designWith(), 'x.job', field), path)
  const without = withPath(before, undefined)
  const changed = withPath(before, { ...toggleNext(path, 'c', 'a'), overridable: true })
  const keys = (from: Design | null, to: Design) =>
    differences(from, to).map(({ key, label: said }) => `${key} ${said?.en ?? ''}`.trim())
  expect(keys(without, before)).toEqual(['newPath a → b → c'])
  expect(keys(before, changed)).toEqual(['changedStage c', 'changedPath'])
  expect(keys(before, without)).toEqual(['gonePath'])
  expect(publicationOf(without, nothing).objects?.[0]).not.toHaveProperty('path')
})

test('beside a shipped path only what is said of a stage is kept, and nothing once nothing is said', () => {
  const beside: StagePath = { field: 'stage', stages: [] }
  const said = changeStage(beside, { key: 'b', who: { roles: ['sales'] } })
  expect(said.stages).toEqual([{ key: 'b', who: { roles: ['sales'] } }])
  expect(changeStage(said, { key: 'b', fields: [], guidance: label('') }).stages).toEqual([])
})

function designWith(): Design {
  const published = {
    objects: [{ ...newDesign(label('名称')).object, name: 'x.job', label: label('任务') }],
    extensions: [],
    policies: [],
  }
  const design = designOf('x.job', undefined, published)
  if (design === null) throw new Error('there is no design')
  return { ...design, object: { ...design.object, fields: [...design.object.fields, field] } }
}
