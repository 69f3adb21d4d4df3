import { defineModule } from '#kernel/module'
import { adjust } from './actions/adjust.ts'
import { transfer } from './actions/transfer.ts'
import { alerts } from './alerts.ts'
import { label } from './label.ts'
import en from './messages/en.json' with { type: 'json' }
import zhCN from './messages/zh-CN.json' with { type: 'json' }
import { metrics } from './metrics.ts'
import { balance } from './objects/balance.ts'
import { move } from './objects/move.ts'
import { reservation } from './objects/reservation.ts'
import { policies } from './policies.ts'
import { tiles } from './tiles.ts'

export const inventory = defineModule({
  name: 'inventory',
  label: label('库存', 'Inventory'),
  dependsOn: ['masterdata'],
  objects: [balance, move, reservation],
  actions: [adjust, transfer],
  rules: alerts,
  metrics,
  tiles,
  policies,
  menu: [
    { object: 'inventory.balance', group: 'inventory' },
    { object: 'inventory.move', group: 'inventory' },
    { object: 'inventory.reservation', group: 'inventory' },
  ],
  messages: { 'zh-CN': zhCN, en },
})
