import { describe, expect, test } from 'vitest'
import { type Field, type ObjectDefinition, resolveSchema, takenOver } from './index.ts'

const label = { 'zh-CN': '名', en: 'name' }
const text = (name: string, rest: object = {}): Field => ({ name, type: 'text', label, ...rest })
const options = ['idea', 'done'].map((key) => ({ key, label }))
const visit: ObjectDefinition = {
  ...{ name: 'shop.visit', label, kind: 'record', title: 'name' },
  fields: [
    text('name'),
    text('code', { unique: true }),
    text('key'),
    text('told', { readOnly: true }),
    text('behind', { hidden: true }),
    { name: 'number', type: 'autoNumber', label, pattern: 'V-{000}' },
    { name: 'length', type: 'formula', label, result: 'decimal', formula: '1' },
    { name: 'stage', type: 'select', label, options },
    { name: 'column', type: 'select', label, options },
    { name: 'day', type: 'date', label },
    { name: 'photos', type: 'file', label },
    { name: 'lines', type: 'lines', label, object: 'shop.line', by: 'visit' },
  ],
  unique: [{ name: 'key', fields: ['key'] }],
  list: { columns: ['name'], board: 'column' },
  path: { field: 'stage', stages: [{ key: 'idea' }] },
}
const line: ObjectDefinition = {
  ...{ name: 'shop.line', label, kind: 'record', title: 'item' },
  fields: [
    { name: 'visit', type: 'reference', to: 'shop.visit', owner: true, label },
    text('item'),
    { name: 'quantity', type: 'decimal', scale: 2, label },
  ],
}
const names = (object: ObjectDefinition): readonly string[] => takenOver(object).map(({ name }) => name)
const wrong = (copies: readonly string[]): readonly unknown[] => {
  const layers = [{ layer: 'system', objects: [{ ...visit, copies }, line], extensions: [] }] as const
  const schema = resolveSchema('w_a', 1, layers)
  return schema.ok ? [] : schema.problems.map(({ code, path }) => `${code} ${path.join('/')}`)
}

describe('copies', () => {
  test('[S13] without a word of the definition all is taken over that can be typed again and is drawn, but files and the stage', () => {
    expect(names(visit)).toEqual(['name', 'day', 'lines'])
    expect(names(line)).toEqual(['item', 'quantity'])
  })

  test('[S13] a definition names what is taken over; a name that leads nowhere or cannot be typed again is a problem', () => {
    expect(names({ ...visit, copies: ['name', 'lines'] })).toEqual(['name', 'lines'])
    expect(wrong(['name', 'stage', 'photos', 'lines'])).toEqual([])
    expect(wrong(['gone', 'code', 'told', 'number', 'length'])).toEqual(
      ['gone', 'code', 'told', 'number', 'length'].map((name) => `schema.badCopy shop.visit/copies/${name}`),
    )
  })
})
