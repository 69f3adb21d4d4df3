import { expect, test } from 'vitest'
import { type Column, guessColumns, type Named } from './guess-columns.ts'

const label = (zh: string, en: string): Named['label'] => ({ 'zh-CN': zh, en })
const fields: readonly Named[] = [
  { name: 'dueAt', type: 'datetime', label: label('截止时间', 'Due at') },
  { name: 'createdBy', type: 'person', label: label('创建人', 'Created by'), isByName: true },
  { name: 'createdAt', type: 'datetime', label: label('创建时间', 'Created at'), isByName: true },
]
const column = (name: string, ...samples: string[]): Column => ({ name, samples })

test('a column is taken for who made a record, and when, by its very name alone, or because it was chosen before', () => {
  const named = [column('创建人', '李雷'), column('Created At', '2025-03-01')]
  expect(guessColumns(named, fields)).toEqual({ 创建人: 'createdBy', 'Created At': 'createdAt' })
  const like = [column('时间', '2025-03-01'), column('创建', '李雷'), column('cjsj', '2025-03-01')]
  expect(guessColumns(like, fields.slice(1))).toEqual({})
  expect(guessColumns([column('创建人姓名', '李雷')], fields)).toEqual({})
  const remembered = { 业务员: 'createdBy' }
  expect(guessColumns([column('业务员', '李雷')], fields, remembered)).toEqual({ 业务员: 'createdBy' })
})
