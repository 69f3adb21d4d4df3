// Paths as data: what may follow, where records begin, and what a customer may say about what is shipped.
import { describe, expect, test } from 'vitest'
import { mayBegin, mayFollow, mergedPath, resolveSchema, type StagePath } from './index.ts'

const label = { 'zh-CN': '名', en: 'name' }
const options = ['todo', 'doing', 'done', 'dropped'].map((key) => ({ key, label }))
const path: StagePath = {
  field: 'stage',
  stages: [
    { key: 'todo', next: ['doing', 'dropped'] },
    { key: 'doing', next: ['todo', 'done'] },
    { key: 'done' },
    { key: 'dropped', aside: true },
  ],
}
const withPath = (wrong: StagePath) =>
  resolveSchema('w_a', 1, [
    {
      layer: 'system',
      objects: [
        {
          ...{ name: 'shop.job', label, kind: 'record', title: 'name', path: wrong },
          fields: [
            { name: 'name', type: 'text', label },
            { name: 'stage', type: 'select', label, options },
          ],
        },
      ],
      extensions: [],
    },
  ])
const names = (wrong: StagePath): readonly unknown[] => {
  const schema = withPath(wrong)
  return schema.ok ? [] : schema.problems.map(({ code, params }) => `${code} ${params.name}`)
}

describe('paths', () => {
  test('[S12] a path names choices of its field, stages of its own and at most five fields that exist', () => {
    expect(names(path)).toEqual([])
    expect(names({ ...path, field: 'name' })).toContain('schema.badPath name')
    expect(names({ ...path, stages: [...path.stages, { key: 'sold' }] })).toEqual(['schema.badPath sold'])
    expect(names({ ...path, stages: [...path.stages, { key: 'done' }] })).toEqual(['schema.badPath stage'])
    const todo = (rest: object) => names({ field: 'stage', stages: [{ key: 'todo', ...rest }] })
    expect(todo({ next: ['doing'] })).toEqual(['schema.badPath todo'])
    expect(todo({ fields: ['none'] })).toEqual(['schema.badPath todo'])
    expect(todo({ fields: Array(6).fill('name') })).toEqual(['schema.badPath todo'])
    expect(todo({ needs: [{ formula: 'true', message: label, field: 'none' }] })).toEqual([
      'schema.badPath todo',
    ])
  })

  test('[R21] only what a stage names may follow it; a record begins in the first, or where the path says', () => {
    expect(mayFollow(path, 'todo', 'doing')).toBe(true)
    expect(mayFollow(path, 'todo', 'done')).toBe(false)
    expect(mayFollow(path, 'done', 'doing')).toBe(false)
    expect(mayFollow(path, 'done', null)).toBe(false)
    const falls = { ...path, stages: [{ key: 'done', elsewhere: ['todo'] }] }
    expect(mayFollow(falls, 'done', 'todo')).toBe(false)
    expect(mayFollow(falls, 'done', 'todo', true)).toBe(true)
    expect(mayFollow(path, null, 'todo')).toBe(true)
    expect(mayFollow(path, 'unheardOf', 'done')).toBe(false)
    expect(mayBegin(path, 'todo')).toBe(true)
    expect(mayBegin(path, 'doing')).toBe(false)
    expect(mayBegin({ ...path, stages: [{ key: 'a' }, { key: 'b', begins: true }] }, 'b')).toBe(true)
  })

  test('[S12] a later layer replaces words, key fields and people of a stage, adds needs, and never what follows', () => {
    const need = { formula: 'true', message: label }
    const later: StagePath = {
      field: 'stage',
      stages: [
        {
          ...{ key: 'doing', guidance: label, fields: ['name'], needs: [need], next: ['dropped'] },
          who: { roles: ['boss'] },
        },
        { key: 'more', next: ['done'] },
      ],
    }
    const merged = mergedPath({ ...path }, later).path
    expect(merged?.stages.map(({ key }) => key)).toEqual(['todo', 'doing', 'done', 'dropped'])
    expect(merged?.stages[1]).toEqual({
      ...{ key: 'doing', next: ['todo', 'done'] },
      ...{ guidance: label, fields: ['name'], needs: [need], who: { roles: ['boss'] } },
    })
    expect(mergedPath(undefined, later).path).toBe(later)
    expect(mergedPath(path, { ...later, field: 'other' }).path).toBe(path)
  })
})
