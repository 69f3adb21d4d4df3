// A bill of materials: what one unit of a made item is made of.
import type { ObjectDefinition } from '#kernel/schema'
import { label } from '#modules/inventory'

export const bom: ObjectDefinition = {
  name: 'production.bom',
  label: label('物料清单', 'Bill of materials'),
  kind: 'record',
  title: 'code',
  fields: [
    {
      name: 'item',
      type: 'reference',
      to: 'masterdata.item',
      label: label('产品', 'Product'),
      required: true,
    },
    { name: 'code', type: 'text', maxLength: 40, label: label('编码', 'Code'), required: true, unique: true },
    { name: 'revision', type: 'text', maxLength: 20, label: label('版本', 'Version'), default: "'1'" },
    { name: 'active', type: 'boolean', label: label('启用', 'Active'), required: true, default: 'true' },
    {
      name: 'lines',
      type: 'lines',
      object: 'production.bomLine',
      by: 'bom',
      label: label('用料', 'Components'),
    },
    { name: 'notes', type: 'longText', label: label('工艺说明', 'Notes') },
  ],
  unique: [{ name: 'itemRevision', fields: ['item', 'revision'] }],
  indexes: [{ name: 'byItem', fields: ['item', '-active'] }],
  search: ['code', 'notes'],
  list: { columns: ['code', 'item', 'revision', 'active'], sort: ['code'] },
}

export const bomLine: ObjectDefinition = {
  name: 'production.bomLine',
  label: label('用料', 'Component'),
  kind: 'record',
  title: 'component',
  fields: [
    {
      name: 'bom',
      type: 'reference',
      to: 'production.bom',
      owner: true,
      label: label('物料清单', 'Bill of materials'),
      required: true,
    },
    { name: 'lineNumber', type: 'number', min: '1', label: label('行号', 'Line') },
    {
      name: 'component',
      type: 'reference',
      to: 'masterdata.item',
      label: label('物料', 'Component'),
      required: true,
    },
    {
      name: 'quantity',
      type: 'decimal',
      scale: 6,
      min: '0.000001',
      label: label('单位用量', 'Quantity for one'),
      required: true,
    },
  ],
  checks: [
    {
      name: 'notItself',
      formula: 'component <> bom.item',
      message: label('产品不能用自己做物料', 'A product cannot be made of itself'),
      field: 'component',
    },
  ],
  list: { columns: ['component', 'quantity'], sort: ['lineNumber'] },
}
