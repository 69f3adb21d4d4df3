// Imports through the browser, carried out by the worker: what a crash, a cancellation and an order with lines leave behind.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { Tx } from '#base/database'
import { beginProgress, cancelProgress, progressOf } from '#kernel/jobs/store'
import type { ImportView, ImportWish } from '#kernel/module'
import type { OpenEngine } from '#kernel/module/store'
import type { Change, Values } from '#kernel/records'
import type { Json, Row } from '#kernel/schema'
import { newId, testCompany } from '#test/company'
import { allTexts } from '../http/texts.ts'
import { importFolder, importKind } from './import-desk.ts'
import { viewOf } from './import-view.ts'
import { startImports } from './import-worker.ts'
import type { ImportState } from './wish.ts'

vi.setConfig({ testTimeout: 120_000 })

const company = await testCompany()
const { engine, db } = company
const importer = await company.person('导入员', 'management', 'admin')
const { namespace, id: workspace } = engine.workspace
const folder = mkdtempSync(join(tmpdir(), 'baton-imports-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Entered by hand. */
async function enter(...changes: Change[]): Promise<void> {
  const written = await engine.write(importer, { source: 'form' }, changes)
  if (!written.ok) throw new Error(JSON.stringify(written.problems))
}

const create = (object: string, values: Values) => ({ kind: 'create', object, id: newId(), values }) as const

beforeAll(() =>
  enter(
    create('masterdata.unit', { code: 'pc', name: '台' }),
    create('masterdata.party', { name: '东方水务', isCustomer: true }),
  ),
)

type Begin = { readonly lines: readonly string[]; readonly wish: Partial<ImportWish> }

/** An uploaded table, and an import of it that nobody carries out yet. */
async function begun({ lines, wish }: Begin): Promise<string> {
  const [id, file] = [newId(), newId()]
  const place = importFolder(folder, workspace, file)
  mkdirSync(place, { recursive: true })
  writeFileSync(join(place, 'source.csv'), lines.join('\n'))
  const whole: ImportWish = {
    ...{ object: 'masterdata.item', file, sheet: null, heading: 1, columns: {}, identity: null },
    ...{ found: 'update', isDry: false, ...wish },
  }
  const state: ImportState = {
    ...{ wish: whole, fileName: 'table.csv', entries: {}, samples: {} },
    heads: Object.keys(whole.columns),
  }
  const work = { id, kind: importKind, createdBy: importer.id, cursor: state as unknown as Json }
  await db.transaction((tx) => beginProgress(tx, namespace, work, new Date(company.now())))
  return id
}

const viewed = async (id: string): Promise<ImportView> => {
  const found = await db.transaction((tx) => progressOf(tx, namespace, id))
  if (found === undefined) throw new Error(`No import ${id}`)
  return viewOf(found)
}

/** Has a node carry imports out until `isEnough`, then lets it go. */
async function carriedOut(
  id: string,
  isEnough: (view: ImportView) => boolean,
  on: OpenEngine = engine,
  onError: (error: unknown) => void = () => undefined,
): Promise<ImportView> {
  const work = { db, turns: db, folder, texts: allTexts([]), now: () => new Date(company.now()) }
  const worker = startImports({ ...work, engine: on, onError })
  try {
    for (;;) {
      const view = await viewed(id)
      if (isEnough(view)) return view
      await new Promise((resolve) => setImmediate(resolve))
    }
  } finally {
    await worker.stop()
  }
}

const isOver = ({ state }: ImportView): boolean => state !== 'running' && state !== 'cancelling'

async function found(object: string, fields: readonly string[], filter: object): Promise<readonly Row[]> {
  const query = { object, fields: ['id', ...fields], filter, sort: [], limit: 500 } as never
  const page = await engine.read(importer, query)
  if (!page.ok) throw new Error(JSON.stringify(page.problems))
  return page.value.rows
}

const itemsWith = async (prefix: string): Promise<number> => {
  const text = `select count(*)::integer as n from "${namespace}".masterdata_item where code like $1`
  const { rows } = await db.query<{ n: number }>({ text, values: [`${prefix}%`] })
  return rows[0]?.n ?? -1
}

const itemWish = { columns: { 编码: 'code', 名称: 'name', 单位: 'unit' }, identity: 'code' } as const
const itemLines = (prefix: string, count: number): readonly string[] => [
  '编码,名称,单位',
  ...Array.from({ length: count }, (_, at) => `${prefix}${at},物料 ${at},台`),
]

test('[UX-17] [J6] a node that dies between storing a batch and noting it down has stored nothing of it: every row comes once and is counted once', async () => {
  const id = await begun({ lines: itemLines('K', 1300), wish: itemWish })
  let batches = 0
  // Dies behind the second batch, when its records are written and its note is not.
  const dying: OpenEngine = {
    ...engine,
    async writeWithin(tx, ...rest) {
      const written = await engine.writeWithin(tx, ...rest)
      if (++batches >= 2) throw new Error('power cut')
      return written
    },
  }
  const errors: unknown[] = []
  const broken = await carriedOut(
    id,
    () => errors.length > 0,
    dying,
    (error) => errors.push(error),
  )
  expect(String(errors[0])).toContain('power cut')
  expect(broken).toMatchObject({ state: 'running', done: 500, counts: { created: 500, unchanged: 0 } })
  expect(await itemsWith('K')).toBe(500)
  const whole = await carriedOut(id, isOver)
  expect(whole).toMatchObject({ state: 'done', done: 1300, total: 1300 })
  expect(whole.counts).toEqual({ created: 1300, changed: 0, unchanged: 0, refused: 0 })
  expect(await itemsWith('K')).toBe(1300)
})

test('[UX-17] [J7] what was stored before an import was stopped stays and is counted, the rest is not stored', async () => {
  const id = await begun({ lines: itemLines('C', 2000), wish: itemWish })
  let batches = 0
  const stopping: OpenEngine = {
    ...engine,
    async writeWithin(tx, ...rest) {
      // The wish to stop waits for the batch that is being written.
      if (++batches === 2) void cancelled()
      return engine.writeWithin(tx, ...rest)
    },
  }
  const cancelled = () => db.transaction((tx: Tx) => cancelProgress(tx, namespace, id))
  const view = await carriedOut(id, isOver, stopping)
  expect(view.state).toBe('cancelled')
  const stored = await itemsWith('C')
  expect(stored).toBeGreaterThanOrEqual(1000)
  expect(stored).toBeLessThan(2000)
  expect(view).toMatchObject({ done: stored, counts: { created: stored, refused: 0 } })
})

test('[UX-17] a refused row in a batch leaves the others of the batch in the one transaction', async () => {
  const lines = [...itemLines('R', 20)]
  lines[7] = 'R6,,台'
  lines[9] = 'R8,物料,没有这个单位'
  const id = await begun({ lines, wish: itemWish })
  const view = await carriedOut(id, isOver)
  expect(view).toMatchObject({ state: 'done', counts: { created: 18, refused: 2 } })
  expect(view.samples.refused?.map(({ line, problems }) => [line, problems[0]?.field])).toEqual([
    [8, 'name'],
    [10, 'unit'],
  ])
  expect(await itemsWith('R')).toBe(18)
})

const orderWish = {
  object: 'sales.order',
  columns: {
    订单号: 'externalId',
    客户: 'customer',
    交期: 'promisedDate',
    物料: 'lines.item',
    数量: 'lines.quantity',
    单价: 'lines.price',
  },
  ...{ identity: 'externalId', joins: '订单号' },
} as const

const linesOf = (externalId: string): Promise<readonly Row[]> =>
  found('sales.orderLine', ['item.code', 'quantity'], {
    field: 'order.externalId',
    is: 'eq',
    value: externalId,
  })

const lineSet = async (externalId: string): Promise<readonly unknown[]> =>
  (await linesOf(externalId)).map((row) => [row['item.code'], row.quantity]).sort()

test('[UX-17] rows with the same number become one order with its lines, whole or not at all, with the reason at the cell', async () => {
  await carriedOut(await begun({ lines: ['编码,名称,单位', 'L1,泵,台', 'L2,阀,台'], wish: itemWish }), isOver)
  const head = '订单号,客户,交期,物料,数量,单价'
  const lines = [
    head,
    'A-1,东方水务,2026-07-01,L1,2,100',
    'A-2,东方水务,2026-07-02,L1,1,90',
    // Apart from the first row of its order.
    'A-1,东方水务,,L2,5,20',
    // A blank number goes on with the order above.
    ',,,L1,1,95',
    // The second line is wrong: nothing of the order is stored.
    'A-3,东方水务,2026-07-03,L1,1,10',
    'A-3,东方水务,2026-07-03,L2,-4,10',
    // The rows contradict each other.
    'A-4,东方水务,2026-07-04,L1,1,10',
    'A-4,东方水务,2026-07-05,L1,1,10',
  ]
  const tried = await carriedOut(await begun({ lines, wish: { ...orderWish, isDry: true } }), isOver)
  expect(tried.counts).toEqual({ created: 4, changed: 0, unchanged: 0, refused: 4 })
  expect(await lineSet('A-1')).toEqual([])

  const view = await carriedOut(await begun({ lines, wish: orderWish }), isOver)
  expect(view.counts).toEqual(tried.counts)
  const reasons = view.samples.refused?.map(({ line, problems }) => [line, problems[0]?.field ?? null])
  expect(reasons).toEqual([
    [6, null],
    [7, 'lines.quantity'],
    [8, null],
    [9, 'promisedDate'],
  ])
  expect(view.samples.refused?.[0]?.problems[0]?.message).toBe('与 table.csv 第 7 行一起被拒绝')
  expect(await lineSet('A-1')).toEqual([
    ['L1', '1.000'],
    ['L1', '2.000'],
    ['L2', '5.000'],
  ])
  expect(await lineSet('A-2')).toEqual([['L1', '1.000']])
  expect(await found('sales.order', [], { field: 'externalId', is: 'eq', value: 'A-3' })).toEqual([])

  const again = await carriedOut(await begun({ lines, wish: orderWish }), isOver)
  expect(again.counts).toEqual({ created: 0, changed: 0, unchanged: 4, refused: 4 })
  const longer = [...lines.slice(0, 3), ',,,L2,7,1', ...lines.slice(3, 5)]
  const more = await carriedOut(await begun({ lines: longer, wish: orderWish }), isOver)
  expect(more.counts).toEqual({ created: 0, changed: 2, unchanged: 3, refused: 0 })
  expect(await lineSet('A-2')).toEqual([
    ['L1', '1.000'],
    ['L2', '7.000'],
  ])
})

test('[UX-17] an order that somebody entered by hand is left as it is, or refused: its lines are nobody’s rows', async () => {
  const [customer] = await found('masterdata.party', [], { field: 'name', is: 'eq', value: '东方水务' })
  await enter(create('sales.order', { customer: String(customer?.id), externalId: 'H-1' }))
  const lines = ['订单号,客户,交期,物料,数量,单价', 'H-1,东方水务,2026-07-01,L1,2,100']
  const refused = await carriedOut(await begun({ lines, wish: orderWish }), isOver)
  expect(refused.counts).toMatchObject({ refused: 1, created: 0, changed: 0 })
  expect(refused.samples.refused?.[0]?.problems[0]?.field).toBe('externalId')
  const left = await carriedOut(await begun({ lines, wish: { ...orderWish, found: 'leave' } }), isOver)
  expect(left.counts).toMatchObject({ unchanged: 1, refused: 0 })
  expect(await lineSet('H-1')).toEqual([])
})

test('[UX-17] a cell that lists people, choices, words or records fills a field that holds several; one that is not there is named', async () => {
  const named = (name: string) => ({ name, label: { 'zh-CN': name, en: name } })
  const choice = (key: string, text: string) => ({ key, label: { 'zh-CN': text, en: key } })
  const published = await engine.publish(importer, {
    objects: [
      {
        ...{ ...named('x.visit'), kind: 'record', title: 'name' },
        fields: [
          { ...named('name'), type: 'text', unique: true },
          { ...named('who'), type: 'persons' },
          {
            ...named('pains'),
            type: 'multiSelect',
            options: [choice('price', '价格敏感'), choice('time', '交付周期急')],
          },
          { ...named('words'), type: 'tags' },
          { ...named('customers'), type: 'references', to: 'masterdata.party' },
          { ...named('about'), type: 'anyReference', to: ['masterdata.party', 'identity.person'] },
          { ...named('took'), type: 'number', shownAs: 'duration' },
        ],
      },
    ],
    policies: [
      {
        ...{ name: 'x.visit.admin', object: 'x.visit', operations: ['read', 'create', 'update', 'import'] },
        ...{ who: { roles: ['admin'] }, fields: { read: '*', write: '*' } as const },
      },
    ],
  })
  if (!published.ok) throw new Error(JSON.stringify(published.problems))
  const sales = await company.person('李四光', 'sales', 'sales')
  const id = await begun({
    lines: [
      '主题,参加人,痛点,标签,客户,针对,用时',
      '一,李四光、导入员,价格敏感；交付周期急,大客户|急,东方水务,李四光,1h30',
      '二,李四光、查无此人,,,,,',
      '三,,,,,,',
      '四,,,,,东方水务,',
      '五,,,,,没有这个,',
    ],
    wish: {
      object: 'x.visit',
      columns: {
        ...{ 主题: 'name', 参加人: 'who', 痛点: 'pains', 标签: 'words', 客户: 'customers' },
        ...{ 针对: 'about', 用时: 'took' },
      },
      identity: 'name',
    },
  })
  const view = await carriedOut(id, isOver)
  expect(view).toMatchObject({ state: 'done', counts: { created: 3, refused: 2 } })
  expect(JSON.stringify(view.samples.refused)).toContain('查无此人')
  expect(JSON.stringify(view.samples.refused)).toContain('没有这个')
  const [customer] = await found('masterdata.party', [], { field: 'name', is: 'eq', value: '东方水务' })
  const fields = ['who', 'pains', 'words', 'customers', 'about', 'took']
  expect(await found('x.visit', fields, { field: 'name', is: 'eq', value: '一' })).toMatchObject([
    {
      ...{ who: [sales.id, importer.id], pains: ['price', 'time'], words: ['大客户', '急'] },
      ...{ customers: [customer?.id], about: `identity.person/${sales.id}`, took: '90' },
    },
  ])
  expect(await found('x.visit', fields, { field: 'name', is: 'eq', value: '三' })).toMatchObject([
    { who: null, pains: null, words: null, customers: null, about: null, took: null },
  ])
  expect(await found('x.visit', ['about'], { field: 'name', is: 'eq', value: '四' })).toMatchObject([
    { about: `masterdata.party/${customer?.id}` },
  ])
})
