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
      help: label('做的是什么；它要标为自制', 'What is made; an item marked as made here'),
      required: true,
    },
    {
      name: 'code',
      type: 'text',
      maxLength: 40,
      label: label('编码', 'Code'),
      help: label(
        '清单自己的编号，不能重复，如 BOM-PU100',
        'A number of its own, used once, such as BOM-PU100',
      ),
      required: true,
      unique: true,
    },
    {
      name: 'revision',
      type: 'text',
      maxLength: 20,
      label: label('版本', 'Version'),
      help: label(
        '改一次加一，如 2；同一产品不能重复',
        'One more with each change, such as 2; once for each product',
      ),
      default: "'1'",
    },
    {
      name: 'active',
      type: 'boolean',
      label: label('启用', 'Active'),
      help: label(
        '排产只用勾上的；几份都勾上时用最新的',
        'Only ticked ones are planned with; of several the latest made',
      ),
      required: true,
      default: 'true',
    },
    {
      name: 'lines',
      type: 'lines',
      object: 'production.bomLine',
      by: 'bom',
      label: label('用料', 'Components'),
    },
    {
      name: 'notes',
      type: 'longText',
      label: label('工艺说明', 'Notes'),
      help: label(
        '装配顺序、要点；车间照它做',
        'Order of assembly and what to mind; the workshop works by it',
      ),
    },
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
      help: label('这一行写在哪份清单上', 'The list this line stands on'),
      required: true,
    },
    {
      name: 'lineNumber',
      type: 'number',
      min: '1',
      label: label('行号', 'Line'),
      help: label('在清单上排第几，从 1 起', 'Its place on the list, from 1'),
    },
    {
      name: 'component',
      type: 'reference',
      to: 'masterdata.item',
      label: label('物料', 'Component'),
      help: label('要用的零部件或原材料，不能是产品自己', 'A part or raw material, never the product itself'),
      required: true,
    },
    {
      name: 'quantity',
      type: 'decimal',
      scale: 6,
      min: '0.000001',
      label: label('单位用量', 'Quantity for one'),
      help: label(
        '做一个要用几个，如 4；排产按它备料',
        'How many go into one, such as 4; materials are planned by it',
      ),
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
