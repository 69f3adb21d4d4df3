// A solved problem, kept for the next one who meets it.
import type { ObjectDefinition } from '#kernel/schema'

export const article: ObjectDefinition = {
  name: 'service.article',
  label: { 'zh-CN': '知识文章', en: 'Article' },
  kind: 'record',
  title: 'title',
  fields: [
    {
      type: 'text',
      name: 'title',
      label: { 'zh-CN': '标题', en: 'Title' },
      help: {
        'zh-CN': '一句话说现象，如 启动后异响；大家按它搜',
        en: 'What one notices, such as noise after start; found in search',
      },
      required: true,
      maxLength: 120,
    },
    {
      type: 'longText',
      name: 'problem',
      label: { 'zh-CN': '问题', en: 'Problem' },
      help: { 'zh-CN': '客户看到什么、在什么情况下出现', en: 'What the customer sees, and when it happens' },
      required: true,
      maxLength: 8000,
    },
    {
      type: 'longText',
      name: 'solution',
      label: { 'zh-CN': '解决方案', en: 'Solution' },
      help: { 'zh-CN': '一步步怎么做，别人照着就能解决', en: 'Step by step, so that anybody can follow' },
      required: true,
      maxLength: 8000,
    },
    {
      type: 'reference',
      name: 'item',
      label: { 'zh-CN': '相关物料', en: 'Item' },
      help: { 'zh-CN': '哪种产品会遇到；不限产品就留空', en: 'Which product it happens to; blank if to any' },
      to: 'masterdata.item',
    },
    {
      type: 'reference',
      name: 'ticket',
      label: { 'zh-CN': '来源服务单', en: 'From ticket' },
      help: {
        'zh-CN': '从哪一次处理总结出来，可回看经过',
        en: 'The case it was learnt from, to look back at',
      },
      to: 'service.ticket',
    },
    {
      type: 'person',
      name: 'author',
      label: { 'zh-CN': '作者', en: 'Author' },
      help: { 'zh-CN': '谁写的；看不明白找他', en: 'Who wrote it; the one to ask' },
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
