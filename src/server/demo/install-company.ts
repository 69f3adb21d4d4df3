// Master data of the demo company: what a customer would have entered or imported before the first order.
import { addDays } from '#base/values/date'
import type { Change, Values } from '#kernel/records'
import { type DemoItem, items } from './items.ts'
import { contactTitles, customers, givenNames, suppliers, surnames } from './parties.ts'
import { departments, people } from './people.ts'
import { randomOf } from './random.ts'
import { create, update, type World } from './world.ts'

/** Ids of what others refer to, by key; the same seed gives the same ids. */
export type DemoIds = {
  readonly people: ReadonlyMap<string, string>
  readonly departments: ReadonlyMap<string, string>
  readonly items: ReadonlyMap<string, string>
  readonly customers: readonly string[]
  readonly suppliers: ReadonlyMap<string, string>
  readonly company: string
  readonly finishedStore: string
  readonly componentStore: string
}

/** All ids are drawn here, in one order, so that a second run finds the same. */
export function drawIds(newId: () => string): DemoIds {
  const drawn = (keys: readonly string[]) => new Map(keys.map((key) => [key, newId()]))
  return {
    company: newId(),
    finishedStore: newId(),
    componentStore: newId(),
    departments: drawn(departments.map(({ code }) => code)),
    people: drawn(people.map(({ login }) => login)),
    suppliers: drawn(suppliers.map(({ key }) => key)),
    items: drawn(items.map(({ code }) => code)),
    customers: customers.map(() => newId()),
  }
}

const of = (ids: ReadonlyMap<string, string>, key: string): string => ids.get(key) ?? ''

/** Departments and people with their roles: all that signing in needs. */
export async function installPeople(world: World, ids: DemoIds): Promise<void> {
  await world.install(
    ...departments.map(({ code, name }) =>
      create('identity.department', of(ids.departments, code), { code, name }),
    ),
    ...people.flatMap(({ login, name, title, department, roles }, index) => [
      create('identity.person', of(ids.people, login), {
        login,
        name,
        title,
        department: of(ids.departments, department),
        email: `${login}@huarui.example`,
        phone: `1380000${String(1001 + index)}`,
      }),
      ...roles.map((role) =>
        create('identity.roleAssignment', world.newId(), { person: of(ids.people, login), role }),
      ),
    ]),
  )
  await world.install(
    ...departments.map(({ code, head }) =>
      update('identity.department', of(ids.departments, code), {
        head: of(ids.people, head),
        ...(code === 'management' ? {} : { parent: of(ids.departments, 'management') }),
      }),
    ),
  )
}

/** Customers, suppliers, items, bills of materials, prices, rules and opening stock. */
export async function installMasterData(world: World, ids: DemoIds, start: string): Promise<void> {
  const unit = { pc: world.newId(), job: world.newId() }
  await world.install(
    create('masterdata.unit', unit.pc, { code: 'pc', name: '件' }),
    create('masterdata.unit', unit.job, { code: 'job', name: '次' }),
    ...[
      ['增值税 13%', '0.13'],
      ['增值税 9%', '0.09'],
      ['增值税 6%', '0.06'],
      ['零税率', '0'],
    ].map(([name = '', rate = '0']) => create('masterdata.tax', world.newId(), { name, rate })),
    ...[
      ['CNY', '人民币'],
      ['USD', '美元'],
      ['EUR', '欧元'],
    ].map(([code = '', name = '']) => create('masterdata.currency', world.newId(), { code, name })),
    create('masterdata.company', ids.company, {
      name: '华瑞电器有限公司',
      code: 'HR',
      taxNumber: '91440606MA5HR0001X',
      address: '广东省佛山市顺德区北滘镇工业大道 88 号',
      phone: '0757-22330000',
      reviewOver: '80000',
    }),
    ...[
      { id: ids.finishedStore, code: 'W1', name: '成品仓', keeper: 'hanlin' },
      { id: ids.componentStore, code: 'W2', name: '物料仓', keeper: 'fengtao' },
    ].map(({ id, code, name, keeper }) =>
      create('masterdata.warehouse', id, {
        code,
        name,
        keeper: world.id(keeper),
        department: of(ids.departments, 'warehouse'),
      }),
    ),
  )
  await world.install(...supplierChanges(world, ids), ...itemChanges(ids, unit))
  await world.install(...customerChanges(world, ids))
  await world.install(
    ...recipeChanges(world, ids),
    ...priceChanges(world, ids, start),
    ...ruleChanges(world, ids, start),
  )
  await world.install(...openingStock(world, ids))
}

const supplierChanges = (world: World, ids: DemoIds): readonly Change[] =>
  suppliers.map(({ key, name }, index) =>
    create('masterdata.party', of(ids.suppliers, key), {
      name,
      isCustomer: false,
      isSupplier: true,
      region: 'south',
      industry: '零部件',
      owner: world.id(['chenjing', 'gaofeng', 'luolan', 'guoliang'][index % 4] ?? 'chenjing'),
      department: of(ids.departments, 'purchasing'),
      paymentTermDays: '60',
      phone: `0760-8830${String(1000 + index * 37)}`,
    }),
  )

const itemChanges = (ids: DemoIds, unit: Readonly<Record<string, string>>): readonly Change[] =>
  items.map((item) =>
    create('masterdata.item', of(ids.items, item.code), {
      code: item.code,
      name: item.name,
      specification: item.specification,
      unit: unit[item.unit] ?? '',
      kind: item.kind,
      made: item.bom !== undefined,
      salePrice: item.price,
      purchasePrice: item.cost,
      leadTimeDays: String(item.days),
      safetyStock: item.safety === 0 ? null : String(item.safety),
      supplier: item.supplier === undefined ? null : of(ids.suppliers, item.supplier),
    }),
  )

/** Salespeople look after the customers in turn; the head keeps the first of each ten. */
export const sellers = [
  'lina',
  'zhangwei',
  'wangfang',
  'chenjie',
  'yangfan',
  'huanglei',
  'xujing',
  'machao',
] as const
export const ownerOf = (index: number): string =>
  index % 10 === 9 ? 'liuyang' : (sellers[index % 8] ?? 'lina')

const limits: Readonly<Record<string, string | null>> = { A: null, B: '300000', C: '80000' }
const terms: Readonly<Record<string, string>> = { A: '45', B: '30', C: '15' }

function customerChanges(world: World, ids: DemoIds): readonly Change[] {
  return customers.flatMap(({ name, region, industry, grade }, index) => {
    const random = randomOf(world.seed, 'customer', index)
    const party = ids.customers[index] ?? ''
    const contacts = Array.from({ length: random.between(1, 2) }, (_, place) =>
      create('masterdata.contact', world.newId(), {
        party,
        name: random.pick([...surnames]) + random.pick(givenNames),
        title: random.pick(contactTitles),
        phone: `139${String(10_000_000 + index * 1000 + place * 7 + random.between(0, 6))}`,
        primary: place === 0,
      }),
    )
    const values = {
      name,
      region,
      industry,
      grade,
      owner: world.id(ownerOf(index)),
      department: of(ids.departments, 'sales'),
      creditLimit: limits[grade] ?? null,
      paymentTermDays: terms[grade] ?? '30',
      phone: `0755-${String(26_000_000 + index * 1373)}`,
      taxNumber: `9144${String(1_000_000_000 + index * 7919)}X`,
      customerStage: 'partner',
    }
    return [create('masterdata.party', party, values), ...contacts]
  })
}

const recipeChanges = (world: World, ids: DemoIds): readonly Change[] =>
  items.flatMap((item) => {
    if (item.bom === undefined) return []
    const bom = world.newId()
    return [
      create('production.bom', bom, { item: of(ids.items, item.code), code: `BOM-${item.code}` }),
      ...item.bom.map(([component, quantity], index) =>
        create('production.bomLine', world.newId(), {
          bom,
          component: of(ids.items, component),
          quantity,
          lineNumber: String(index + 1),
        }),
      ),
    ]
  })

const sold = (item: DemoItem): boolean => item.kind === 'finished' || item.kind === 'service'

function priceChanges(world: World, ids: DemoIds, start: string): readonly Change[] {
  const priceList = world.newId()
  const line = (item: DemoItem, share: number, minQuantity: string): Change =>
    create('sales.priceListLine', world.newId(), {
      priceList,
      item: of(ids.items, item.code),
      price: (Number(item.price) * share).toFixed(2),
      minQuantity,
    })
  return [
    create('sales.priceList', priceList, {
      name: '2026 标准价格表',
      validFrom: addDays(start, -30) ?? start,
    }),
    ...items.filter(sold).map((item) => line(item, 1, '0')),
    ...items.filter((item) => item.bom !== undefined).map((item) => line(item, 0.95, '100')),
  ]
}

const ruleChanges = (world: World, ids: DemoIds, start: string): readonly Change[] => {
  const department = of(ids.departments, 'sales')
  return [
    create('crm.assignmentRule', world.newId(), {
      name: '大客户线索',
      priority: '10',
      minBudget: '500000',
      department,
    }),
    create('crm.assignmentRule', world.newId(), { name: '全部线索', priority: '100', department }),
    ...targetChanges(world, ids, start),
  ]
}

/** Half a year's targets: order amount for each salesperson, and on-time delivery shared by three departments. */
function targetChanges(world: World, ids: DemoIds, start: string): readonly Change[] {
  const period = { periodStart: start, periodEnd: addDays(start, 190) ?? start }
  const target = (name: string, metric: string, value: string, whose: Values): Change =>
    create('performance.target', world.newId(), { name, metric, value, ...period, ...whose })
  return [
    ...sellers.map((login) =>
      target('半年订单额', 'sales.orderAmount', '1200000', { person: world.id(login) }),
    ),
    ...['sales', 'production', 'logistics'].map((code) =>
      target('准时交付率', 'performance.onTimeDelivery', '0.95', { department: of(ids.departments, code) }),
    ),
  ]
}

const openingStock = (world: World, ids: DemoIds): readonly Change[] =>
  items.flatMap((item) =>
    item.stock === 0
      ? []
      : [
          create('inventory.move', world.newId(), {
            kind: 'opening',
            item: of(ids.items, item.code),
            to: item.kind === 'component' ? ids.componentStore : ids.finishedStore,
            quantity: String(item.stock),
            reason: '期初库存',
          }),
        ],
  )
