import { idSource } from '#base/ids'
import { randomBytes } from 'node:crypto'
const B = 'http://127.0.0.1:3912'
const newId = idSource(Date.now, (n) => randomBytes(n))
const r = await fetch(B + '/api/session', { method: 'POST', headers: { 'x-baton': '1', 'content-type': 'application/json' }, body: JSON.stringify({ login: 'boss', password: 'baton-baton-1' }) })
const cookie = r.headers.get('set-cookie')!.split(';')[0]!
const me = (await r.json()).me
const post = async (p: string, b: any) => { const x = await fetch(B + p, { method: 'POST', headers: { 'x-baton': '1', 'content-type': 'application/json', cookie }, body: JSON.stringify(b) }); return [x.status, await x.json()] as const }
const write = async (...changes: any[]) => { const [s, b] = await post('/api/write', { changes }); if (s !== 200) console.log(s, JSON.stringify(b).slice(0, 900)); return b }
const c = (object: string, values: any, id = newId()) => ({ kind: 'create', object, id, values })
const unit = newId(), item = newId(), wh = newId(), party = newId(), company = newId(), dep = newId()
for (const code of ['sales', 'purchasing', 'production', 'logistics', 'finance', 'service']) await write(c('identity.department', { name: { sales: '销售部', purchasing: '采购部', production: '生产部', logistics: '物流部', finance: '财务部', service: '客服部' }[code], code, head: me.id }, code === 'sales' ? dep : newId()))
await write({ kind: 'update', object: 'identity.person', id: me.id, values: { department: dep } })
await write(c('masterdata.unit', { code: 'pcs', name: '台', precision: '0' }, unit))
await write(c('masterdata.company', { code: 'HQ', name: '接力电器有限公司', currency: 'CNY' }, company))
await write(c('masterdata.warehouse', { code: 'W1', name: '成品仓' }, wh))
await write(c('masterdata.item', { code: 'FS40', name: '台式电风扇', unit, kind: 'finished', salePrice: '205.5', taxRate: '0.13' }, item))
await write(c('masterdata.party', { name: '深圳华强电子有限公司', isCustomer: true, region: 'south', owner: me.id, creditLimit: '10000000' }, party))
await write({ kind: 'act', object: 'inventory.move', id: null, action: 'adjust', input: { item, warehouse: wh, quantity: '5000', reason: '期初' } })
console.log(JSON.stringify({ party, item, me: me.id }))
