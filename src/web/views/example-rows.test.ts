import { expect, test } from 'vitest'
import type { FieldMetadata, ObjectMetadata } from '#kernel/module'
import { type ExampleSetting, exampleRows } from './example-rows.ts'

const label = (en: string) => ({ 'zh-CN': `中${en}`, en })
const field = (more: object): FieldMetadata =>
  ({ label: label('Field'), writable: true, layer: 'system', ...more }) as FieldMetadata
const object = (more: object): ObjectMetadata =>
  ({ name: 'x.visit', label: label('Visit'), kind: 'record', title: 'name', ...more }) as ObjectMetadata
const setting: ExampleSetting = {
  ...{ today: '2026-06-15', zone: 'Asia/Shanghai', me: '李雷', language: 'en' },
  called: (name, place) => `${name} ${place + 1}`,
}

test('examples that a definition tells are shown in the language of the reader, days counted from today', () => {
  const fields = [
    field({ name: 'number', type: 'autoNumber', pattern: 'V-{YYYY}-{000}' }),
    field({ name: 'name', type: 'text' }),
    field({ name: 'on', type: 'date' }),
    field({ name: 'at', type: 'datetime' }),
    field({ name: 'note', type: 'text' }),
    field({ name: 'own', type: 'number', layer: 'overlay' }),
  ]
  const examples = [{ name: label('First'), on: -1, at: 2 }]
  expect(exampleRows(object({ examples }), fields, setting)).toEqual([
    {
      ...{ id: 'example-0', number: 'V-2026-001', name: 'First', on: '2026-06-14', note: null, own: '10' },
      at: '2026-06-17T02:00:00.000Z',
    },
  ])
})

test('without any they are made of the fields, each as its kind is written', () => {
  const options = [
    { key: 'old', label: label('Old'), retired: true },
    { key: 'new', label: label('New') },
  ]
  const fields = [
    field({ name: 'name', type: 'text' }),
    field({ name: 'customer', type: 'reference', to: 'masterdata.party' }),
    field({ name: 'who', type: 'person' }),
    field({ name: 'kind', type: 'select', options }),
    field({ name: 'fee', type: 'money', currency: 'CNY', tax: 'none' }),
    field({ name: 'share', type: 'percent' }),
    field({ name: 'count', type: 'rollup', result: 'decimal', scale: 1 }),
    field({ name: 'phone', type: 'text', format: 'phone' }),
    field({ name: 'note', type: 'longText' }),
  ]
  const [first, ...others] = exampleRows(object({}), fields, setting)
  expect(first).toEqual({
    ...{ id: 'example-0', name: 'x.visit 1', customer: 'masterdata.party 1', who: '李雷', kind: 'new' },
    ...{ fee: '1200.00', share: '0.1', count: '10.0', phone: '0571-8800 1234', note: null },
  })
  expect(others.map(({ name }) => name)).toEqual(['x.visit 2', 'x.visit 3'])
})
