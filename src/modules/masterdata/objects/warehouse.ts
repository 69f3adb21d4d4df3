// Where stock is kept.
import type { ObjectDefinition } from '#kernel/schema'

export const warehouse: ObjectDefinition = {
  name: 'masterdata.warehouse',
  label: { 'zh-CN': '仓库', en: 'Warehouse' },
  kind: 'record',
  title: 'name',
  fields: [
    {
      type: 'text',
      name: 'code',
      label: { 'zh-CN': '代码', en: 'Code' },
      help: {
        'zh-CN': '自己起的简写，不能重复，如 WH1',
        en: 'A short form of your own, used once, such as WH1',
      },
      required: true,
      unique: true,
      maxLength: 20,
    },
    {
      type: 'text',
      name: 'name',
      label: { 'zh-CN': '名称', en: 'Name' },
      help: {
        'zh-CN': '大家怎么叫它，如 成品仓；发货、入库时选它',
        en: 'What everyone calls it, such as Finished goods; chosen to ship and receive',
      },
      required: true,
      unique: true,
      maxLength: 60,
    },
    {
      type: 'person',
      name: 'keeper',
      label: { 'zh-CN': '保管员', en: 'Keeper' },
      help: {
        'zh-CN': '谁管货；低于安全库存时提醒这个人',
        en: 'Who looks after the goods; told when stock falls below the safety stock',
      },
    },
    {
      type: 'department',
      name: 'department',
      label: { 'zh-CN': '部门', en: 'Department' },
      help: { 'zh-CN': '由哪个部门管货，如 物流部', en: 'Who runs it, such as Logistics' },
    },
    {
      type: 'boolean',
      name: 'active',
      label: { 'zh-CN': '启用', en: 'Active' },
      help: {
        'zh-CN': '不再用的取消勾选；已有流水不受影响',
        en: 'Untick when it is no longer used; past moves stay as they are',
      },
      required: true,
      default: 'true',
    },
  ],
  search: ['code', 'name'],
  list: { columns: ['code', 'name', 'keeper', 'department', 'active'] },
  form: [
    {
      label: { 'zh-CN': '仓库', en: 'Warehouse' },
      fields: ['code', 'name', 'keeper', 'department', 'active'],
    },
  ],
}
