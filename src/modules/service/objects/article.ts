// A solved problem, kept for the next one who meets it.
import type { ObjectDefinition } from '#kernel/schema'

export const article: ObjectDefinition = {
  name: 'service.article',
  label: { 'zh-CN': '知识文章', en: 'Article' },
  kind: 'record',
  title: 'title',
  fields: [
    { type: 'text', name: 'title', label: { 'zh-CN': '标题', en: 'Title' }, required: true, maxLength: 120 },
    {
      type: 'longText',
      name: 'problem',
      label: { 'zh-CN': '问题', en: 'Problem' },
      required: true,
      maxLength: 8000,
    },
    {
      type: 'longText',
      name: 'solution',
      label: { 'zh-CN': '解决方案', en: 'Solution' },
      required: true,
      maxLength: 8000,
    },
    { type: 'reference', name: 'item', label: { 'zh-CN': '相关物料', en: 'Item' }, to: 'masterdata.item' },
    {
      type: 'reference',
      name: 'ticket',
      label: { 'zh-CN': '来源服务单', en: 'From ticket' },
      to: 'service.ticket',
    },
    {
      type: 'person',
      name: 'author',
      label: { 'zh-CN': '作者', en: 'Author' },
      required: true,
      default: 'me.id',
    },
  ],
  indexes: [
    { name: 'item', fields: ['item'] },
    { name: 'ticket', fields: ['ticket'] },
    { name: 'created', fields: ['-createdAt'] },
  ],
  search: ['title', 'problem', 'solution'],
  list: { columns: ['title', 'item', 'author', 'createdAt'], sort: ['-createdAt'] },
  form: [
    {
      label: { 'zh-CN': '文章', en: 'Article' },
      fields: ['title', 'problem', 'solution', 'item', 'ticket', 'author'],
    },
  ],
}
