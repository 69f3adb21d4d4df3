// The real server on a free port, over a test file's own database: a company of eight departments and the people who work in it.
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { type Database, openDatabase } from '#base/database'
import { idSource } from '#base/ids'
import type { Result } from '#base/result'
import { cheapPasswordCost, createAccount, createApiToken } from '#kernel/identity/store'
import { type OpenEngine, workspaceParts } from '#kernel/module/store'
import type { Change, Values } from '#kernel/records'
import { createWorkspace, migratePlatform } from '#kernel/workspace/store'
import { afterwards } from '#test/afterwards'
import { Client } from '#test/client'
import { cloneDatabase } from '#test/database'
import { httpSettings } from '../../src/server/http/settings.ts'
import { openNode } from '../../src/server/main.ts'
import type { WebhookSettings } from '../../src/server/webhooks/settings.ts'
import { product } from '../../src/server/wiring.ts'

export const newId = idSource(Date.now, randomBytes)
/** Everybody's. */
export const password = 'a long walk by the river'

const departments = {
  management: '总经办',
  sales: '销售部',
  purchasing: '采购部',
  production: '生产部',
  warehouse: '仓储部',
  logistics: '物流部',
  finance: '财务部',
  service: '客服部',
} as const
type Code = keyof typeof departments

type Colleague = {
  readonly name: string
  readonly department: Code
  readonly roles: readonly string[]
  /** Heads the department. */
  readonly head?: true
}

/** Who works here, by login. */
export const staff = {
  boss: { name: '陈总', department: 'management', roles: ['executive'], head: true },
  admin: { name: '管理员', department: 'management', roles: ['admin'] },
  coordinator: { name: '协调员小周', department: 'management', roles: ['coordinator'] },
  auditor: { name: '审计老孙', department: 'management', roles: ['auditor'] },
  manager: { name: '销售经理王芳', department: 'sales', roles: ['salesManager'], head: true },
  li: { name: '销售李雷', department: 'sales', roles: ['sales'] },
  han: { name: '销售韩梅', department: 'sales', roles: ['sales'] },
  buyer: { name: '采购员赵强', department: 'purchasing', roles: ['purchaser'], head: true },
  planner: { name: '计划员钱进', department: 'production', roles: ['planner', 'production'], head: true },
  keeper: { name: '保管员孙丽', department: 'warehouse', roles: ['keeper'], head: true },
  shipper: { name: '物流员周杰', department: 'logistics', roles: ['logistics'], head: true },
  accountant: { name: '会计吴敏', department: 'finance', roles: ['accountant'], head: true },
  agent: { name: '客服郑爽', department: 'service', roles: ['service'], head: true },
} as const satisfies Readonly<Record<string, Colleague>>
export type Login = keyof typeof staff
const logins = Object.keys(staff) as readonly Login[]

type Node = Awaited<ReturnType<typeof openNode>>

export type TestServer = {
  readonly url: string
  readonly db: Database
  readonly engine: OpenEngine
  /** Everybody, signed in. */
  readonly people: Readonly<Record<Login, Client>>
  readonly department: (code: Code) => string
  /** Moves the company's clock. */
  readonly at: (instant: string) => void
  /** The secret of a token by which a program acts as this person. */
  readonly token: (login: Login) => Promise<string>
  /** Stops the server, waits for `meanwhile`, and starts a new one at the same address; `engine` is that of the first. */
  readonly restart: (meanwhile: () => Promise<void>) => Promise<void>
}

/**
 * Background work runs as in production: the log is sealed, rules follow it, clocks are looked at every five seconds.
 * `web` is the folder of the built pages, where a browser is to see them; `webhooks` says where webhooks may send to.
 */
export async function testServer(
  options: { at?: string; web?: string; webhooks?: WebhookSettings } = {},
): Promise<TestServer> {
  const { url: database } = await cloneDatabase()
  const db = openDatabase({ url: database, maxConnections: 4 })
  let now = options.at ?? '2026-06-15T02:00:00.000Z'
  const clock = (): Date => new Date(now)
  await migratePlatform(db, clock())
  const wish = { id: 'test', name: '接力机电有限公司', zone: 'Asia/Shanghai' }
  ok(await createWorkspace(db, wish, workspaceParts, clock()))
  const home = mkdtempSync(join(tmpdir(), 'baton-scenario-'))
  const settings = httpSettings(
    { SIGN_INS_PER_ADDRESS: '1000', RATE_PER_ADDRESS: '100000', RATE_PER_SESSION: '100000' },
    options.web ?? null,
  )
  const { webhooks } = options
  const open = () =>
    openNode({
      ...{ url: database, home, product, settings, logger: null, now: clock, newId },
      ...(webhooks === undefined ? {} : { webhooks }),
    })
  const slow = async (): Promise<Node> => {
    const node = await open()
    slowWire(node.app)
    return node
  }
  let node = await slow()
  const stop = async (): Promise<void> => {
    // Browsers keep their connections; whoever closes does not wait for them to leave.
    node.app.server.closeAllConnections()
    await node.stop()
  }
  afterwards(async () => {
    await stop()
    await db.close()
    rmSync(home, { recursive: true, force: true, maxRetries: 5 })
  })
  const url = await node.app.listen({ port: 0, host: '127.0.0.1' })
  const engine = await node.workspaces.engineOf('test')
  if (engine === undefined) throw new Error('The company did not open')
  const install = async (...changes: Change[]): Promise<void> => {
    ok(await engine.write(engine.systemActor('installer'), { source: 'system' }, changes))
  }
  const ids = await found(install)
  for (const login of logins) await openAccount(engine, db, ids.person(login), login, clock())
  const people = Object.fromEntries(
    await Promise.all(
      logins.map(async (login) => [login, await Client.signIn(url, { login, password })] as const),
    ),
  ) as Record<Login, Client>
  const at = (instant: string): void => {
    now = instant
  }
  const token = async (login: Login): Promise<string> => {
    const person = ids.person(login)
    const expiresAt = new Date(clock().getTime() + 30 * 86_400_000).toISOString()
    const wish = { id: newId(), workspace: 'test', person, name: login, createdBy: person, expiresAt }
    const { namespace } = engine.workspace
    const scopes = ['read', 'write']
    const made = await db.transaction((tx) => createApiToken(tx, namespace, { ...wish, scopes }, clock()))
    if (!made.ok) throw new Error(JSON.stringify(made.problems))
    return made.value.token
  }
  const restart = async (meanwhile: () => Promise<void>): Promise<void> => {
    await stop()
    await meanwhile()
    node = await slow()
    await node.app.listen({ port: Number(new URL(url).port), host: '127.0.0.1' })
  }
  return { restart, url, db, engine, people, department: ids.department, at, token }
}

/**
 * `BATON_SLOW_WIRE=400` lets what pages ask for wait up to so many milliseconds, each by chance: what works only because the next
 * machine is quick shows itself.
 */
function slowWire(app: Node['app']): void {
  const longest = Number(process.env.BATON_SLOW_WIRE ?? 0)
  if (longest > 0)
    app.addHook('onRequest', async ({ headers }) => {
      if (headers['sec-fetch-mode'] !== undefined) await pause(Math.random() * longest)
    })
}

function ok(result: Result<unknown>): void {
  if (!result.ok) throw new Error(JSON.stringify(result.problems))
}

const create = (object: string, id: string, values: Values): Change => ({
  kind: 'create',
  object,
  id,
  values,
})

/** The departments, the people and what each of them is. */
async function found(install: (...changes: Change[]) => Promise<void>) {
  const codes = Object.keys(departments) as readonly Code[]
  const departmentIds = new Map(codes.map((code) => [code, newId()]))
  const personIds = new Map(logins.map((login) => [login, newId()]))
  const department = (code: Code): string => departmentIds.get(code) ?? ''
  const person = (login: Login): string => personIds.get(login) ?? ''
  await install(
    ...codes.map((code) =>
      create('identity.department', department(code), {
        code,
        name: departments[code],
        parent: code === 'management' ? null : department('management'),
      }),
    ),
  )
  const all = logins.map((login) => [login, staff[login] as Colleague] as const)
  await install(
    ...all.map(([login, { name, department: code }]) =>
      create('identity.person', person(login), { name, login, department: department(code) }),
    ),
    ...all.flatMap(([login, { roles }]) =>
      roles.map((role) => create('identity.roleAssignment', newId(), { person: person(login), role })),
    ),
  )
  await install(
    ...all.flatMap(([login, { head, department: code }]): Change[] =>
      head
        ? [
            {
              kind: 'update',
              object: 'identity.department',
              id: department(code),
              values: { head: person(login) },
            },
          ]
        : [],
    ),
  )
  return { department, person }
}

async function openAccount(
  engine: OpenEngine,
  db: Database,
  person: string,
  login: string,
  at: Date,
): Promise<void> {
  const { namespace } = engine.workspace
  ok(
    await db.transaction((tx) =>
      createAccount(tx, namespace, { person, login, password }, at, cheapPasswordCost),
    ),
  )
}

const patienceMs = 30_000
const pauseMs = 100

/** Asks again and again until there is an answer other than undefined or false; throws after half a minute. */
export async function until<T>(what: string, ask: () => Promise<T | undefined | false>): Promise<T> {
  const end = Date.now() + patienceMs
  for (;;) {
    const answer = await ask()
    if (answer !== undefined && answer !== false) return answer
    if (Date.now() > end) throw new Error(`Waited in vain until ${what}`)
    await new Promise((resolve) => setTimeout(resolve, pauseMs))
  }
}

/** What lies on the shelves and in the files when a story begins. */
export type Goods = {
  readonly unit: string
  readonly warehouse: string
  readonly supplier: string
  readonly customer: string
  /** Bought in, 100 each, seven days. */
  readonly motor: string
  /** Made of two seals and one motor, 500 each, three days after its materials. */
  readonly pump: string
  /** Bought in, 5 each, five days. */
  readonly seal: string
}

/** Entered by the administrator: a warehouse, a supplier, a customer of Li's, two goods for sale and what they are made of. */
export async function stockUp(
  server: TestServer,
  onHand: Partial<Record<'motor' | 'pump' | 'seal', string>>,
): Promise<Goods> {
  const { people, department } = server
  const install = (...changes: Change[]) => people.admin.write(changes)
  const [unit, warehouse, supplier, customer] = [newId(), newId(), newId(), newId()]
  const goods = { motor: newId(), pump: newId(), seal: newId() }
  const bom = newId()
  const item = { unit, taxRate: '0.13', supplier, kind: 'finished', made: false }
  await install(
    create('masterdata.unit', unit, { code: 'pc', name: '台' }),
    create('masterdata.warehouse', warehouse, { code: 'W1', name: '主仓' }),
    create('masterdata.party', supplier, { name: '宏达电机厂', isCustomer: false, isSupplier: true }),
    create('masterdata.party', customer, {
      name: '东方水务',
      isCustomer: true,
      owner: people.li.me.id,
      department: department('sales'),
      paymentTermDays: '30',
    }),
    create('masterdata.item', goods.motor, {
      ...item,
      ...{ code: 'M1', name: '电机', salePrice: '100', purchasePrice: '60', leadTimeDays: '7' },
    }),
    create('masterdata.item', goods.seal, {
      ...item,
      ...{ code: 'S1', name: '密封圈', kind: 'component', purchasePrice: '5', leadTimeDays: '5' },
    }),
    create('masterdata.item', goods.pump, {
      ...item,
      ...{ code: 'P1', name: '水泵', made: true, supplier: null, salePrice: '500', leadTimeDays: '3' },
    }),
    create('production.bom', bom, { item: goods.pump, code: 'B1' }),
    create('production.bomLine', newId(), { bom, component: goods.seal, quantity: '2' }),
    create('production.bomLine', newId(), { bom, component: goods.motor, quantity: '1' }),
  )
  const opening = (Object.entries(onHand) as [keyof typeof onHand, string][]).map(([name, quantity]) =>
    create('inventory.move', newId(), { kind: 'opening', item: goods[name], to: warehouse, quantity }),
  )
  if (opening.length > 0) await install(...opening)
  return { unit, warehouse, supplier, customer, ...goods }
}
