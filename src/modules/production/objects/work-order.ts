// A work order: make so many of an item by a day, out of these materials.
import type { Extension, ObjectDefinition } from '#kernel/schema'
import { label } from '#modules/inventory'
import { workOrderExamples } from './examples.ts'

export const workOrder: ObjectDefinition = {
  name: 'production.workOrder',
  label: label('生产工单', 'Work order'),
  kind: 'record',
  title: 'number',
  fields: [
    { name: 'number', type: 'autoNumber', label: label('单号', 'Number'), pattern: 'WO-{YYYY}-{00000}' },
    {
      name: 'item',
      type: 'reference',
      to: 'masterdata.item',
      label: label('产品', 'Product'),
      help: label('要做什么；完工后入它的库存', 'What to make; finished ones go to its stock'),
      required: true,
    },
    {
      name: 'bom',
      type: 'reference',
      to: 'production.bom',
      label: label('物料清单', 'Bill of materials'),
      help: label('照哪份备料，一般用最新启用的', 'What materials follow, mostly the latest active one'),
    },
    {
      name: 'quantity',
      type: 'decimal',
      scale: 3,
      min: '0.001',
      label: label('计划数量', 'Quantity'),
      help: label(
        '要做多少，按产品的单位；报工从中扣减',
        'How many to make, in the product’s unit; what is made is taken off',
      ),
      required: true,
    },
    {
      name: 'warehouse',
      type: 'reference',
      to: 'masterdata.warehouse',
      label: label('完工入库仓', 'Into warehouse'),
      help: label('做好放哪里；没填不能报工', 'Where finished ones go; nothing can be reported without'),
    },
    {
      name: 'planner',
      type: 'person',
      label: label('计划员', 'Planner'),
      help: label('谁排的；未开工和逾期提醒发给他', 'Who planned it; told when it does not start or is late'),
    },
    {
      name: 'department',
      type: 'department',
      label: label('车间', 'Workshop'),
      help: label('在哪里做，如 装配车间', 'Where it is made, such as Assembly'),
    },
    {
      name: 'plannedStart',
      type: 'date',
      label: label('计划开工', 'Planned start'),
      help: label(
        '哪天该动手；过了没开工会提醒计划员',
        'When work should begin; the planner is told if it has not',
      ),
    },
    {
      name: 'dueDate',
      type: 'date',
      label: label('计划完工', 'Due'),
      help: label(
        '哪天要做好；等它的订单交期按此推算',
        'When it should be ready; orders that wait for it are dated by this',
      ),
    },
    { name: 'startedAt', type: 'datetime', label: label('实际开工', 'Started'), readOnly: true },
    { name: 'finishedAt', type: 'datetime', label: label('实际完工', 'Finished'), readOnly: true },
    {
      name: 'status',
      type: 'select',
      label: label('状态', 'Status'),
      required: true,
      readOnly: true,
      default: "'planned'",
      options: [
        { key: 'planned', label: label('已排产', 'Planned') },
        { key: 'started', label: label('生产中', 'Started'), color: 'blue' },
        { key: 'finished', label: label('已完工', 'Finished'), color: 'green' },
        { key: 'cancelled', label: label('已取消', 'Cancelled') },
      ],
    },
    {
      name: 'lines',
      type: 'lines',
      object: 'production.workOrderMaterial',
      by: 'workOrder',
      label: label('用料', 'Materials'),
    },
    {
      name: 'producedQuantity',
      type: 'rollup',
      object: 'inventory.move',
      by: 'workOrder',
      take: 'sum',
      field: 'quantity',
      where: "kind = 'output'",
      result: 'decimal',
      scale: 3,
      label: label('已完工数量', 'Produced'),
    },
    {
      name: 'openQuantity',
      type: 'formula',
      result: 'decimal',
      scale: 3,
      formula:
        "IF(status = 'finished' or status = 'cancelled', 0, MAX(0, quantity - COALESCE(producedQuantity, 0)))",
      label: label('未完工数量', 'Still to make'),
    },
    {
      name: 'shortMaterials',
      type: 'rollup',
      object: 'production.workOrderMaterial',
      by: 'workOrder',
      take: 'count',
      where: 'shortQuantity > 0',
      result: 'decimal',
      scale: 0,
      label: label('缺料种数', 'Materials missing'),
      help: label('还缺货的用料有几种', 'How many of its materials are missing'),
    },
    {
      name: 'cancelReason',
      type: 'text',
      maxLength: 500,
      label: label('取消原因', 'Why cancelled'),
      readOnly: true,
    },
    {
      name: 'notes',
      type: 'longText',
      label: label('备注', 'Notes'),
      help: label(
        '给车间的话，如 先做红色；可按它搜',
        'Words for the workshop, such as red ones first; found in search',
      ),
    },
  ],
  indexes: [
    { name: 'byStatus', fields: ['status', 'dueDate'] },
    { name: 'byItem', fields: ['item', 'dueDate'] },
  ],
  checks: [
    {
      name: 'inOrder',
      formula: 'ISBLANK(plannedStart) or ISBLANK(dueDate) or plannedStart <= dueDate',
      message: label('计划完工不能早于计划开工', 'It cannot be due before it starts'),
      field: 'dueDate',
    },
  ],
  search: ['number', 'notes'],
  path: {
    field: 'status',
    stages: [
      {
        key: 'planned',
        next: ['started', 'cancelled'],
        guidance: label('备齐物料后开工', 'Start when the materials are there'),
        fields: ['quantity', 'plannedStart', 'dueDate', 'shortMaterials'],
      },
      {
        key: 'started',
        next: ['finished', 'cancelled'],
        guidance: label('做好一部分就报工，全部做好就完工', 'Report what is made; finish when all of it is'),
        fields: ['producedQuantity', 'openQuantity', 'dueDate', 'startedAt'],
      },
      {
        key: 'finished',
        guidance: label('已完工并入库', 'Finished and in stock'),
        fields: ['producedQuantity', 'finishedAt'],
      },
      {
        key: 'cancelled',
        aside: true,
        guidance: label('已取消，物料已释放', 'Cancelled; its materials are free again'),
        fields: ['cancelReason'],
      },
    ],
  },
  examples: workOrderExamples,
  list: {
    columns: [
      'number',
      'item',
      'quantity',
      'producedQuantity',
      'shortMaterials',
      'plannedStart',
      'dueDate',
      'status',
    ],
    sort: ['dueDate'],
    board: 'status',
  },
}

export const workOrderMaterial: ObjectDefinition = {
  name: 'production.workOrderMaterial',
  label: label('工单用料', 'Work order material'),
  kind: 'record',
  title: 'component',
  fields: [
    {
      name: 'workOrder',
      type: 'reference',
      to: 'production.workOrder',
      owner: true,
      label: label('工单', 'Work order'),
      help: label('这种料用在哪一张上', 'The one that uses it'),
      required: true,
    },
    {
      name: 'component',
      type: 'reference',
      to: 'masterdata.item',
      label: label('物料', 'Component'),
      help: label('要领什么；没有库存会去买或做', 'What is used; bought or made where there is none'),
      required: true,
    },
    {
      name: 'required',
      type: 'decimal',
      scale: 3,
      min: '0',
      label: label('需要', 'Required'),
      help: label('这张工单一共要多少，按物料的单位', 'How many in all, in the item’s unit'),
      required: true,
    },
    {
      name: 'consumed',
      type: 'rollup',
      object: 'inventory.move',
      by: 'workOrderMaterial',
      take: 'sum',
      field: 'quantity',
      where: "kind = 'consume'",
      result: 'decimal',
      scale: 3,
      label: label('已领用', 'Consumed'),
    },
    {
      name: 'reservedQuantity',
      type: 'rollup',
      object: 'inventory.reservation',
      by: 'workOrderMaterial',
      take: 'sum',
      field: 'quantity',
      result: 'decimal',
      scale: 3,
      label: label('已预留', 'Reserved'),
    },
    {
      name: 'shortQuantity',
      type: 'formula',
      result: 'decimal',
      scale: 3,
      formula:
        "IF(workOrder.status = 'finished' or workOrder.status = 'cancelled', 0, MAX(0, required - COALESCE(consumed, 0) - COALESCE(reservedQuantity, 0)))",
      label: label('缺料', 'Missing'),
    },
  ],
  indexes: [{ name: 'byComponent', fields: ['component', '-shortQuantity'] }],
  list: { columns: ['component', 'required', 'reservedQuantity', 'consumed', 'shortQuantity'] },
}

const because = [
  {
    name: 'workOrder',
    type: 'reference',
    to: 'production.workOrder',
    label: label('工单', 'Work order'),
    help: label(
      '为哪一张领料或入库；它的已完工按此计算',
      'What it was consumed or made for; its progress counts it',
    ),
  },
  {
    name: 'workOrderMaterial',
    type: 'reference',
    to: 'production.workOrderMaterial',
    label: label('工单用料', 'Work order material'),
    help: label(
      '为工单的哪种料；已领用和已预留按它算',
      'Which of its materials; consumed and reserved are counted by it',
    ),
  },
] as const

export const ledgerExtensions: readonly Extension[] = [
  { object: 'inventory.move', fields: because },
  { object: 'inventory.reservation', fields: because.slice(1) },
]
