// Who printed what, when: a record of its own for each print, which nobody changes and the log holds like every other.
import type { Policy } from '#kernel/access'
import type { ObjectDefinition } from '#kernel/schema'

export const printingObject: ObjectDefinition = {
  name: 'print.printing',
  label: { 'zh-CN': '打印记录', en: 'Printing' },
  many: { 'zh-CN': '打印记录', en: 'Printings' },
  help: { 'zh-CN': '谁在什么时候打印了哪张单据', en: 'Who printed which document, when' },
  kind: 'ledger',
  title: 'document',
  fields: [
    {
      name: 'document',
      type: 'text',
      label: { 'zh-CN': '单据', en: 'Document' },
      required: true,
      maxLength: 300,
    },
    {
      name: 'object',
      type: 'text',
      label: { 'zh-CN': '对象', en: 'Object' },
      required: true,
      maxLength: 100,
    },
    {
      name: 'record',
      type: 'text',
      label: { 'zh-CN': '记录', en: 'Record' },
      required: true,
      maxLength: 60,
      hidden: true,
    },
    { name: 'recordVersion', type: 'number', label: { 'zh-CN': '记录版本', en: 'Version of the record' } },
    {
      name: 'layout',
      type: 'text',
      label: { 'zh-CN': '版式', en: 'Layout' },
      required: true,
      maxLength: 100,
    },
    { name: 'language', type: 'text', label: { 'zh-CN': '语言', en: 'Language' }, maxLength: 10 },
    { name: 'person', type: 'person', label: { 'zh-CN': '打印人', en: 'Printed by' }, default: 'me.id' },
  ],
  indexes: [
    { name: 'newest', fields: ['-createdAt'] },
    { name: 'about', fields: ['record', 'createdAt'] },
  ],
  list: {
    columns: ['createdAt', 'person', 'document', 'object', 'layout', 'language'],
    sort: ['-createdAt'],
  },
}

/** Who may read a record may read who printed it; a print is noted in the name of who asked for it. */
export const printingPolicies: readonly Policy[] = [
  {
    name: 'print.printing.about',
    object: printingObject.name,
    operations: ['read', 'create'],
    who: { everyone: true },
    about: { object: 'object', record: 'record' },
  },
]
