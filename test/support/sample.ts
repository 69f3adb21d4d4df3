// A small shop as a module: what tests of the kernel write, read and break.

import { problem } from '#base/problem'
import { failed, ok } from '#base/result'
import { defineModule, type Module } from '#kernel/module'
import type { Action } from '#kernel/records'
import type { Label, ObjectDefinition } from '#kernel/schema'

const label = (text: string): Label => ({ 'zh-CN': text, en: text })

const customer: ObjectDefinition = {
  name: 'shop.customer',
  label: label('客户'),
  kind: 'record',
  title: 'name',
  fields: [
    { name: 'name', type: 'text', label: label('名称'), required: true },
    { name: 'code', type: 'text', label: label('编码'), unique: true },
    {
      name: 'region',
      type: 'select',
      label: label('地区'),
      options: [
        { key: 'east', label: label('华东') },
        { key: 'south', label: label('华南') },
      ],
    },
    { name: 'owner', type: 'person', label: label('负责人') },
    { name: 'secret', type: 'text', label: label('底价') },
    {
      name: 'total',
      type: 'rollup',
      label: label('累计'),
      object: 'shop.order',
      by: 'customer',
      take: 'sum',
      field: 'amount',
      where: "status <> 'cancelled'",
      result: 'money',
      currency: 'CNY',
      tax: 'inclusive',
    },
    {
      name: 'orders',
      type: 'rollup',
      label: label('订单数'),
      object: 'shop.order',
      by: 'customer',
      take: 'count',
      result: 'decimal',
    },
    {
      name: 'lastOrder',
      type: 'rollup',
      label: label('最近下单'),
      object: 'shop.order',
      by: 'customer',
      take: 'max',
      field: 'orderedOn',
      result: 'date',
    },
  ],
  search: ['name', 'code'],
}

const order: ObjectDefinition = {
  name: 'shop.order',
  label: label('订单'),
  kind: 'record',
  title: 'number',
  fields: [
    { name: 'number', type: 'autoNumber', label: label('单号'), pattern: 'SO-{YYYY}-{0000}' },
    { name: 'customer', type: 'reference', to: 'shop.customer', label: label('客户'), required: true },
    {
      name: 'status',
      type: 'select',
      label: label('状态'),
      default: "'draft'",
      options: [
        { key: 'draft', label: label('草稿') },
        { key: 'confirmed', label: label('已确认') },
        { key: 'cancelled', label: label('已取消') },
      ],
    },
    { name: 'orderedOn', type: 'date', label: label('下单日期'), default: 'TODAY()' },
    { name: 'note', type: 'longText', label: label('备注') },
    { name: 'confirmedAt', type: 'datetime', label: label('确认时间'), readOnly: true },
    { name: 'lines', type: 'lines', label: label('明细'), object: 'shop.line', by: 'order' },
    {
      name: 'amount',
      type: 'rollup',
      label: label('金额'),
      object: 'shop.line',
      by: 'order',
      take: 'sum',
      field: 'amount',
      result: 'money',
      currency: 'CNY',
      tax: 'inclusive',
    },
    { name: 'large', type: 'formula', label: label('大单'), result: 'boolean', formula: 'amount >= 1000' },
    { name: 'region', type: 'formula', label: label('地区'), result: 'text', formula: 'customer.region' },
  ],
  indexes: [{ name: 'byStatus', fields: ['status', '-createdAt'] }],
  checks: [
    {
      name: 'notTooLarge',
      formula: 'amount <= 1000000',
      message: { 'zh-CN': '金额不能超过一百万', en: 'The amount is above a million' },
      field: 'amount',
    },
  ],
  search: ['number', 'note'],
}

const line: ObjectDefinition = {
  name: 'shop.line',
  label: label('明细'),
  kind: 'record',
  title: 'item',
  fields: [
    { name: 'order', type: 'reference', to: 'shop.order', owner: true, label: label('订单'), required: true },
    { name: 'item', type: 'text', label: label('物料'), required: true },
    { name: 'quantity', type: 'decimal', scale: 3, min: '0.001', label: label('数量'), required: true },
    { name: 'price', type: 'money', currency: 'CNY', tax: 'inclusive', label: label('单价'), default: '1' },
    {
      name: 'amount',
      type: 'formula',
      label: label('金额'),
      result: 'money',
      currency: 'CNY',
      tax: 'inclusive',
      formula: 'ROUND(quantity * price, 2)',
    },
  ],
}

const move: ObjectDefinition = {
  name: 'shop.move',
  label: label('流水'),
  kind: 'ledger',
  title: 'item',
  fields: [
    { name: 'item', type: 'reference', to: 'shop.customer', label: label('物料'), required: true },
    { name: 'quantity', type: 'decimal', scale: 3, label: label('数量'), required: true },
  ],
  postings: [{ balance: 'shop.balance', by: { item: 'item' }, add: { onHand: 'quantity' } }],
}

const balance: ObjectDefinition = {
  name: 'shop.balance',
  label: label('结存'),
  kind: 'balance',
  title: 'item',
  fields: [
    { name: 'item', type: 'reference', to: 'shop.customer', label: label('物料') },
    { name: 'onHand', type: 'decimal', scale: 3, label: label('现存') },
    { name: 'isEmpty', type: 'formula', label: label('无货'), result: 'boolean', formula: 'onHand = 0' },
  ],
  unique: [{ name: 'key', fields: ['item'] }],
  checks: [
    {
      name: 'enough',
      formula: 'onHand >= 0',
      message: { 'zh-CN': '库存不足', en: 'Not enough stock' },
      field: 'onHand',
    },
  ],
}

const confirm: Action = {
  name: 'confirm',
  object: 'shop.order',
  label: label('确认'),
  target: 'record',
  input: [{ name: 'note', type: 'text', label: label('备注') }],
  checks: [
    { formula: 'amount > 0', message: { 'zh-CN': '请先填写明细', en: 'Add a line first' }, field: 'lines' },
  ],
  visible: "status = 'draft'",
  run: async (context, input) => {
    if (context.record === null) return failed(problem('shop.none'))
    return ok({
      changes: [
        {
          kind: 'update',
          object: 'shop.order',
          id: String(context.record.id),
          values: {
            status: 'confirmed',
            confirmedAt: context.now,
            ...(input.note ? { note: input.note as string } : {}),
          },
        },
      ],
      output: { number: context.record.number as string },
    })
  },
}

/** Sellers see and change their own customers' orders; clerks read everything but `secret`; managers everything. */
export const shop: Module = defineModule({
  name: 'shop',
  label: label('商店'),
  dependsOn: [],
  objects: [customer, order, line, move, balance],
  actions: [confirm],
  metrics: [
    {
      name: 'shop.sales',
      label: label('销售额'),
      object: 'shop.order',
      take: 'sum',
      of: 'amount',
      where: "status = 'confirmed'",
      by: 'orderedOn',
      dimensions: ['customer.region', 'status'],
      format: 'money',
    },
    {
      name: 'shop.confirmedShare',
      label: label('确认率'),
      object: 'shop.order',
      take: 'count',
      where: "status = 'confirmed'",
      among: "status <> 'cancelled'",
      by: 'orderedOn',
      dimensions: ['region'],
      format: 'percent',
    },
  ],
  roles: ['seller', 'clerk', 'manager'].map((name) => ({ name, label: label(name) })),
  policies: [
    {
      name: 'customers-own',
      object: 'shop.customer',
      operations: ['read', 'update', 'create'],
      who: { roles: ['seller'] },
      where: 'owner = me.id',
    },
    {
      name: 'customers-all',
      object: 'shop.customer',
      operations: ['read'],
      who: { roles: ['clerk'] },
      fields: { read: { except: ['secret'] } },
    },
    {
      name: 'orders-own',
      object: 'shop.order',
      operations: ['read', 'create', 'update', 'remove', 'confirm'],
      who: { roles: ['seller'] },
      where: 'customer.owner = me.id',
    },
    { name: 'orders-all', object: 'shop.order', operations: ['read'], who: { roles: ['clerk'] } },
    {
      name: 'lines',
      object: 'shop.line',
      operations: ['read', 'create', 'update', 'remove'],
      who: { roles: ['seller', 'clerk'] },
      via: 'order',
    },
    { name: 'manager', object: 'shop.*', operations: ['*'], who: { roles: ['manager'] } },
    { name: 'shop.system', object: 'shop.*', operations: ['*'], who: { system: ['shop'] } },
  ],
})
