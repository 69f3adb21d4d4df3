// A small schema for tests and for the manual's examples: one field of every type, and relations to follow.
import type { Field, ResolvedField, ResolvedObject, Schema } from '#kernel/schema'
import type { Scope } from './contract.ts'

const label = (zh: string, en: string) => ({ 'zh-CN': zh, en })
const status = [
  { key: 'draft', label: label('草稿', 'Draft') },
  { key: 'confirmed', label: label('已确认', 'Confirmed') },
]
const tags = [
  { key: 'vip', label: label('重点', 'VIP') },
  { key: 'new', label: label('新客', 'New') },
]

const lineFields: readonly Field[] = [
  { name: 'name', label: label('名称', 'Name'), type: 'text' },
  { name: 'note', label: label('备 注', 'Note text'), type: 'longText' },
  { name: 'status', label: label('状态', 'Status'), type: 'select', options: status },
  { name: 'quantity', label: label('数量', 'Quantity'), type: 'number' },
  {
    name: 'price',
    label: label('单价', 'Price'),
    type: 'money',
    scale: 4,
    currency: 'CNY',
    tax: 'inclusive',
  },
  { name: 'discount', label: label('折扣', 'Discount'), type: 'percent' },
  { name: 'rush', label: label('加急', 'Rush'), type: 'boolean' },
  { name: 'promised', label: label('承诺日期', 'Promised on'), type: 'date' },
  { name: 'ordered', label: label('下单日期', 'Ordered on'), type: 'date' },
  { name: 'shippedAt', label: label('发货时间', 'Shipped at'), type: 'datetime' },
  { name: 'tags', label: label('标签', 'Tags'), type: 'multiSelect', options: tags },
  { name: 'customer', label: label('客户', 'Customer'), type: 'reference', to: 'test.party' },
  { name: 'owner', label: label('负责人', 'Owner'), type: 'person' },
  { name: 'department', label: label('部门', 'Department'), type: 'department' },
  { name: 'extra', label: label('其他', 'Extra'), type: 'json' },
  { name: 'parts', label: label('明细', 'Parts'), type: 'lines', object: 'test.part', by: 'line' },
]
const kinds = [
  { key: 'part', label: label('备件', 'Spare part') },
  { key: 'tool', label: label('工具', 'Tool') },
]
const partFields: readonly Field[] = [
  { name: 'line', label: label('所属', 'Line'), type: 'reference', to: 'test.line', owner: true },
  { name: 'name', label: label('名称', 'Name'), type: 'text' },
  { name: 'kind', label: label('类别', 'Kind'), type: 'select', options: kinds },
  { name: 'quantity', label: label('数量', 'Quantity'), type: 'number' },
  { name: 'price', label: label('单价', 'Price'), type: 'money', currency: 'CNY', tax: 'none' },
  { name: 'date', label: label('日期', 'Date'), type: 'date' },
  { name: 'madeAt', label: label('制造时间', 'Made at'), type: 'datetime' },
  { name: 'checked', label: label('已检', 'Checked'), type: 'boolean' },
  { name: 'maker', label: label('厂家', 'Maker'), type: 'reference', to: 'test.party' },
]
const partyFields: readonly Field[] = [
  { name: 'name', label: label('名称', 'Name'), type: 'text' },
  { name: 'region', label: label('地区', 'Region'), type: 'text' },
  { name: 'credit', label: label('信用额度', 'Credit'), type: 'money', currency: 'CNY', tax: 'none' },
  { name: 'parent', label: label('上级客户', 'Parent'), type: 'reference', to: 'test.party' },
]
const departmentFields: readonly Field[] = [{ name: 'code', label: label('代码', 'Code'), type: 'text' }]

function objectOf(name: string, definitions: readonly Field[]): ResolvedObject {
  const fields = definitions.map(
    (field): ResolvedField => ({ ...field, layer: 'system', column: field.name }),
  )
  return {
    name,
    label: label(name, name),
    kind: 'record',
    title: 'name',
    layer: 'system',
    table: name.replace('.', '_'),
    fields,
    byName: new Map(fields.map((field) => [field.name, field])),
    ownerField: null,
  }
}

const objects = new Map(
  [
    objectOf('test.line', lineFields),
    objectOf('test.part', partFields),
    objectOf('test.party', partyFields),
    objectOf('identity.department', departmentFields),
  ].map((object) => [object.name, object]),
)

const schema: Schema = {
  version: 1,
  namespace: 'w_example',
  objects,
  object: (name) => objects.get(name),
  incomingRollups: () => [],
}

export const exampleScope: Scope = {
  schema,
  object: 'test.line',
  variables: new Map([
    ['before', { kind: 'record', object: 'test.line' }],
    ['input.quantity', { kind: 'number' }],
    ['limit', { kind: 'number' }],
  ]),
}
