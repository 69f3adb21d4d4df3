// What a stage needs, as people say it: the formulas that it comes to, and the sentence for each thing that is missing.
import { expect, test } from 'vitest'
import { compileFormula } from '#kernel/formula'
import { type Field, type Row, resolveSchema, type StageNeed } from '#kernel/schema'

const label = (text: string, en = text) => ({ 'zh-CN': text, en })
const fields: readonly Field[] = [
  { name: 'name', type: 'text', label: label('名称', 'Name') },
  { name: 'stage', type: 'select', label: label('状态'), options: [{ key: 'a', label: label('甲') }] },
  { name: 'photo', type: 'file', label: label('照片', 'Photo') },
  { name: 'signed', type: 'boolean', label: label('已签字', 'Signed') },
  { name: 'demos', type: 'number', label: label('演示', 'demos') },
]
const schemaWith = (needs: readonly StageNeed[]) =>
  resolveSchema('w_a', 1, [
    {
      layer: 'system',
      objects: [
        {
          ...{ name: 'shop.job', label: label('任务'), kind: 'record', title: 'name', fields },
          path: { field: 'stage', stages: needs.length > 0 ? [{ key: 'a', needs }] : [] },
        },
      ],
      extensions: [],
    },
  ])

function missing(needs: readonly StageNeed[], row: Row): readonly unknown[] {
  const schema = schemaWith(needs)
  if (!schema.ok) throw new Error(JSON.stringify(schema.problems))
  const surroundings = {
    ...{ row, follow: () => undefined, now: '2026-06-15T02:00:00.000Z', zone: 'Asia/Shanghai' },
    me: { id: '', roles: [], department: null, departments: [], headed: [] },
  }
  return (schema.value.object('shop.job')?.path?.stages[0]?.needs ?? []).flatMap((need) => {
    const formula = compileFormula(need.formula, { schema: schema.value, object: 'shop.job' }, 'boolean')
    if (!formula.ok) throw new Error(JSON.stringify(formula.problems))
    return formula.value.evaluate(surroundings) === true ? [] : [[need.field, need.message.en]]
  })
}

test('[S20] fields that must be filled in are missed one by one: blank, without a file, not said yes to', () => {
  const needs = [{ filled: ['name', 'photo', 'signed'] }]
  expect(missing(needs, { name: null, photo: [], signed: false })).toEqual([
    ['name', 'Fill in “Name”'],
    ['photo', 'Upload “Photo”'],
    ['signed', 'Confirm “Signed”'],
  ])
  expect(missing(needs, { signed: null, name: '甲', photo: ['f'] })).toEqual([['signed', 'Confirm “Signed”']])
  expect(missing(needs, { name: '甲', photo: ['f'], signed: true })).toEqual([])
})

test('[S20] so many related records are counted, one where nothing else is said; a formula is as it is written', () => {
  expect(missing([{ counted: 'demos' }], { demos: null })).toEqual([['demos', '“demos” is at least 1']])
  expect(missing([{ counted: 'demos' }], { demos: '1' })).toEqual([])
  expect(missing([{ counted: 'demos', least: 2 }], { demos: '1' })).toEqual([
    ['demos', '“demos” is at least 2'],
  ])
  expect(missing([{ formula: 'demos = 3', message: label('三次') }], { demos: '1' })).toEqual([
    [undefined, '三次'],
  ])
})

test('[S20] a need that names what is not there is a problem of its stage; a path without stages is none', () => {
  for (const need of [{ filled: ['gone'] }, { counted: 'gone' }]) {
    const schema = schemaWith([need])
    expect(schema.ok ? [] : schema.problems.map(({ code, path }) => [code, ...path])).toEqual([
      ['schema.badPath', 'shop.job', 'path', 'a'],
    ])
  }
  const none = schemaWith([])
  expect(none.ok && none.value.object('shop.job')?.path).toBe(undefined)
})
