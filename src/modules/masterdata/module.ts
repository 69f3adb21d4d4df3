import { defineModule } from '#kernel/module'
import { transferParty } from './actions/transfer-party.ts'
import en from './messages/en.json' with { type: 'json' }
import zh from './messages/zh-CN.json' with { type: 'json' }
import { company } from './objects/company.ts'
import { contact } from './objects/contact.ts'
import { currency } from './objects/currency.ts'
import { item } from './objects/item.ts'
import { party } from './objects/party.ts'
import { tax } from './objects/tax.ts'
import { unit } from './objects/unit.ts'
import { warehouse } from './objects/warehouse.ts'
import { policies } from './policies.ts'
import { keepKeys } from './reactions/keep-keys.ts'
import { roles } from './roles.ts'

export const masterdata = defineModule({
  name: 'masterdata',
  label: { 'zh-CN': '基础资料', en: 'Master data' },
  dependsOn: [],
  objects: [company, party, contact, unit, item, warehouse, tax, currency],
  actions: [transferParty],
  reactions: [keepKeys],
  roles,
  policies,
  menu: [
    { object: 'masterdata.party', group: 'sales' },
    { object: 'masterdata.item', group: 'settings' },
    { object: 'masterdata.warehouse', group: 'settings' },
    { object: 'masterdata.company', group: 'settings' },
    { object: 'masterdata.unit', group: 'settings' },
    { object: 'masterdata.tax', group: 'settings' },
    { object: 'masterdata.currency', group: 'settings' },
  ],
  messages: { 'zh-CN': zh, en },
})
