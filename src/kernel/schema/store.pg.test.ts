// Definitions published at run time, on a database and with a second node that was running before.
import { describe, expect, test } from 'vitest'
import { raw } from '#base/sql'
import { shop } from '#test/sample'
import { newId, secondNode, testWorkspace } from '#test/workspace'
import { type Field, type ObjectDefinition, resolveSchema } from './index.ts'

const workspace = await testWorkspace([shop])
const { engine, db, person } = workspace
const admin = await person('管理员', { roles: ['admin'] })
const origin = { source: 'form' } as const
const label = { 'zh-CN': '名', en: 'name' }
const text = (name: string, rest: Partial<Field> = {}): Field =>
  ({ name, type: 'text', label, ...rest }) as Field

const asset: ObjectDefinition = {
  name: 'x.asset',
  label: { 'zh-CN': '资产', en: 'Asset' },
  kind: 'record',
  title: 'name',
  fields: [
    text('name', { required: true }),
    { name: 'customer', type: 'reference', to: 'shop.customer', label },
    { name: 'price', type: 'money', currency: 'CNY', tax: 'none', label },
    {
      name: 'double',
      type: 'formula',
      result: 'money',
      currency: 'CNY',
      tax: 'none',
      formula: 'price * 2',
      label,
    },
  ],
  search: ['name'],
}

const version = () => engine.schema().version
const columns = async (table: string) =>
  (
    await db.query<{ name: string }>({
      text: "select column_name as name from information_schema.columns where table_schema = 'w_test' and table_name = $1",
      values: [table],
    })
  ).rows.map((row) => row.name)

async function publish(...args: Parameters<typeof engine.publish> extends [unknown, infer P] ? [P] : never) {
  const published = await engine.publish(admin, args[0])
  if (!published.ok) throw new Error(JSON.stringify(published.problems))
  return published.value.version
}

describe('publishing at run time', () => {
  test('[S5] an object is written, read, searched, logged and described at once, on every node', async () => {
    const other = await secondNode(workspace, [shop])
    await publish({ objects: [asset] })
    const id = newId()
    const written = await other.write(admin, origin, [
      { kind: 'create', object: 'x.asset', id, values: { name: '三号机床', price: '12.5' } },
    ])
    expect(written).toMatchObject({ ok: true })
    for (const node of [engine, other]) {
      const query = { object: 'x.asset', fields: ['name', 'double'], search: '机床' }
      expect(await node.read(admin, query)).toMatchObject({
        ok: true,
        value: { rows: [{ name: '三号机床', double: '25.00' }] },
      })
      expect(await node.search(admin, '三号', 5)).toEqual([{ object: 'x.asset', id, title: '三号机床' }])
      expect(await node.history(admin, 'x.asset', id, {})).toMatchObject({
        ok: true,
        value: { rows: [{ kind: 'create', after: { name: '三号机床' } }] },
      })
      expect(await node.abilities(admin, 'x.asset', id)).toMatchObject({ ok: true, value: { update: true } })
      expect((await node.metadata(admin)).objects.map((one) => one.name)).toContain('x.asset')
    }
  })

  test.each([
    ['read', (node: typeof engine) => node.search(admin, '没有', 5)],
    ['history', (node: typeof engine) => node.history(admin, 'x.note', newId(), {})],
    ['metadata', (node: typeof engine) => node.metadata(admin)],
  ])('[S5] a node that was running before learns of an object when first asked for %s', async (_, ask) => {
    const other = await secondNode(workspace, [shop])
    const name = `x.note${newId().slice(-6)}`
    await publish({ objects: [{ ...asset, name }] })
    await ask(other)
    expect(await other.read(admin, { object: name })).toMatchObject({ ok: true, value: { rows: [] } })
  })

  test('[S5] a field is written, filtered and read at once, also where the object was known before', async () => {
    const other = await secondNode(workspace, [shop])
    const id = newId()
    const create = {
      kind: 'create',
      object: 'shop.customer',
      id,
      values: { name: '甲', grade: 'A' },
    } as const
    expect(await other.write(admin, origin, [create])).toMatchObject({
      ok: false,
      problems: [{ code: 'records.unknownField' }],
    })
    await publish({ extensions: [{ object: 'shop.customer', fields: [text('grade')], search: ['grade'] }] })
    expect(await other.write(admin, origin, [create])).toMatchObject({ ok: true })
    const third = await secondNode(workspace, [shop])
    await publish({ extensions: [{ object: 'shop.customer', fields: [text('rank')] }] })
    const query = {
      object: 'shop.customer',
      fields: ['grade', 'rank'],
      filter: { field: 'rank', is: 'blank' },
      search: '甲',
    } as const
    expect(await third.read(admin, query)).toMatchObject({
      ok: true,
      value: { rows: [{ grade: 'A', rank: null }] },
    })
  })

  test('[S6] the same definitions again change nothing and give no new version', async () => {
    const extension = {
      object: 'shop.order',
      fields: [text('remark')],
      indexes: [{ name: 'remark', fields: ['remark'] }],
    }
    const policy = { name: 'p', object: 'x.*', operations: ['read'], who: { everyone: true } } as const
    const first = await publish({ objects: [asset], extensions: [extension], policies: [policy] })
    expect(await publish({ objects: [asset], extensions: [extension], policies: [policy] })).toBe(first)
    expect(await publish({})).toBe(first)
    await secondNode(workspace, [shop])
    await engine.refresh()
    expect(version()).toBe(first)
  })

  test('[S48] objects of one’s own that are listed as they came are found so without looking at all of them', async () => {
    const list = { columns: ['name'], sort: ['-createdAt'] }
    await publish({ objects: [{ ...asset, name: 'x.came', list }] })
    const { namespace } = engine.workspace
    const plan = await workspace.db.transaction(async (tx) => {
      await tx.query(raw('set local enable_seqscan = off'))
      const { rows } = await tx.query<Record<string, string>>(
        raw(`explain select id from "${namespace}".x_came order by created_at desc, id desc limit 50`),
      )
      return rows.flatMap((row) => Object.values(row)).join('\n')
    })
    expect(plan).toMatch(/Index (Only )?Scan Backward/)
    expect(plan).not.toContain('Sort')
  })

  test('[S47] two choices of one key are refused at their field, on objects of one’s own and on shipped ones', async () => {
    const before = version()
    const label = { 'zh-CN': '甲', en: 'one' }
    const choice: Field = {
      ...{ name: 'sort', type: 'multiSelect', label },
      options: [
        { key: 'a', label },
        { key: 'b', label },
        { key: 'a', label, retired: true },
      ],
    }
    for (const [object, publication] of [
      ['x.asset', { objects: [{ ...asset, fields: [...asset.fields, choice] }] }],
      ['shop.order', { extensions: [{ object: 'shop.order', fields: [choice] }] }],
    ] as const)
      expect(await engine.publish(admin, publication)).toMatchObject({
        problems: [{ code: 'schema.duplicate', path: [object, 'sort', 'a'], params: { name: 'a' } }],
      })
    expect(version()).toBe(before)
  })

  test('[S7] what is shipped is not redefined: neither its objects nor its fields', async () => {
    const before = version()
    const tries: readonly [Parameters<typeof engine.publish>[1], string][] = [
      [{ objects: [{ ...asset, name: 'shop.order' }] }, 'schema.notYours'],
      [{ objects: [{ ...asset, name: 'shop.asset' }] }, 'schema.notYours'],
      [{ objects: [{ ...asset, name: 'xx.asset' }] }, 'schema.notYours'],
      [{ extensions: [{ object: 'shop.order', fields: [text('status')] }] }, 'schema.duplicate'],
      [{ extensions: [{ object: 'shop.nothing', fields: [text('one')] }] }, 'schema.unknownObject'],
    ]
    for (const [publication, code] of tries)
      expect(await engine.publish(admin, publication)).toMatchObject({ ok: false, problems: [{ code }] })
    const seller = await person('销售', { roles: ['seller'] })
    expect(await engine.publish(seller, { objects: [asset] })).toMatchObject({
      ok: false,
      problems: [{ code: 'access.denied' }],
    })
    expect(version()).toBe(before)
  })

  test('[S1] hostile definitions are refused, and nothing of them reaches the database', async () => {
    const before = [version(), await columns('shop_order')]
    const evil = 'a" on w_test.shop_order (id); drop table w_test.shop_line; --'
    for (const publication of [
      { extensions: [{ object: 'shop.order', indexes: [{ name: evil, fields: ['note'] }] }] },
      { extensions: [{ object: 'shop.order', fields: [text(evil)] }] },
      { objects: [{ ...asset, name: `x.${evil}` }] },
      { objects: [{ ...asset, name: 'x.bad', fields: [text('name'), text('name')] }] },
      { objects: [{ ...asset, name: 'x.bad', fields: [text('name', { default: 'nothing(' })] }] },
    ])
      expect(await engine.publish(admin, publication)).toMatchObject({ ok: false })
    expect([version(), await columns('shop_order')]).toEqual(before)
    expect(await columns('x_bad')).toEqual([])
  })
})

describe('tables', () => {
  const box = (fields: readonly Field[], rest: Partial<ObjectDefinition> = {}): ObjectDefinition => ({
    ...asset,
    name: 'x.box',
    fields: [text('name'), ...fields],
    ...rest,
  })

  test('[S3] a removed field keeps its column and its values, and finds them when it returns', async () => {
    await publish({
      objects: [
        box([
          text('colour', { unique: true }),
          { name: 'customer', type: 'reference', to: 'shop.customer', label },
        ]),
      ],
    })
    const id = newId()
    await engine.write(admin, origin, [
      { kind: 'create', object: 'x.box', id, values: { name: '甲', colour: '红' } },
    ])
    await publish({ objects: [box([])] })
    expect(await engine.read(admin, { object: 'x.box', fields: ['colour'] })).toMatchObject({ ok: false })
    expect(await columns('x_box')).toContain('colour')
    await publish({
      objects: [
        box([
          text('colour', { unique: true }),
          { name: 'customer', type: 'reference', to: 'shop.customer', label },
        ]),
      ],
    })
    expect(await engine.read(admin, { object: 'x.box', fields: ['colour'] })).toMatchObject({
      ok: true,
      value: { rows: [{ colour: '红' }] },
    })
  })

  test('[S4] another type or another target is refused, also for a field that had been removed', async () => {
    const before = await publish({
      objects: [box([text('size'), { name: 'customer', type: 'reference', to: 'shop.customer', label }])],
    })
    const number: Field = { name: 'size', type: 'number', label }
    const elsewhere: Field = { name: 'customer', type: 'reference', to: 'shop.order', label }
    for (const fields of [[number], [text('size'), elsewhere]])
      expect(await engine.publish(admin, { objects: [box(fields)] })).toMatchObject({
        ok: false,
        problems: [{ code: 'schema.typeChange' }],
      })
    expect(version()).toBe(before)
    await publish({ objects: [box([])] })
    expect(await engine.publish(admin, { objects: [box([number])] })).toMatchObject({
      ok: false,
      problems: [{ code: 'schema.typeChange' }],
    })
  })

  test('[S3] a field becomes unique when its values allow it, and the publication is refused when they do not', async () => {
    await publish({ objects: [box([text('tag')])] })
    const put = (tag: string) =>
      engine.write(admin, origin, [
        { kind: 'create', object: 'x.box', id: newId(), values: { name: '乙', tag } },
      ])
    await put('一')
    await put('一')
    expect(await engine.publish(admin, { objects: [box([text('tag', { unique: true })])] })).toMatchObject({
      ok: false,
      problems: [{ code: 'schema.collides', path: ['x.box', 'tag'] }],
    })
    await publish({ objects: [box([text('mark')])] })
    await publish({ objects: [box([text('mark', { unique: true })])] })
    const mark = () =>
      engine.write(admin, origin, [
        { kind: 'create', object: 'x.box', id: newId(), values: { name: '丙', mark: '唯一' } },
      ])
    expect(await mark()).toMatchObject({ ok: true })
    expect(await mark()).toMatchObject({
      ok: false,
      problems: [{ code: 'records.duplicate', path: ['0', 'mark'] }],
    })
  })

  test('[S2] every constraint of a real workspace is at most 50 characters and never ends like a copy', async () => {
    const { rows } = await db.query<{ name: string }>({
      text: "select conname as name from pg_constraint where connamespace = 'w_test'::regnamespace and contype <> 'n' union select indexname from pg_indexes where schemaname = 'w_test'",
      values: [],
    })
    expect(rows.length).toBeGreaterThan(30)
    expect(rows.map((row) => row.name).filter((name) => name.length > 50 || /_\d+$/.test(name))).toEqual([])
  })

  test('[S1] no module can have a table where the engine has one of its own', async () => {
    const { rows } = await db.query<{ name: string }>({
      text: "select tablename as name from pg_tables where schemaname = 'w_test'",
      values: [],
    })
    expect(rows.filter((row) => /^(log|counter|definition)/.test(row.name)).length).toBeGreaterThan(2)
    const own = new Set([...engine.schema().objects.values()].map((object) => object.table))
    for (const { name } of rows.filter((row) => !own.has(row.name) && row.name.includes('_'))) {
      const [module = '', ...rest] = name.split('_')
      const noun = rest
        .map((word, index) => (index === 0 ? word : word.slice(0, 1).toUpperCase() + word.slice(1)))
        .join('')
      const layers = [
        {
          layer: 'system',
          objects: [{ ...asset, name: `${module}.${noun}`, fields: [text('name')] }],
          extensions: [],
        },
      ] as const
      if (columnsLikeRecord(await columns(name))) continue
      expect(resolveSchema('w_test', 1, layers).ok, name).toBe(false)
    }
  })
})

/** A table left by an object of an earlier test. */
const columnsLikeRecord = (names: readonly string[]): boolean =>
  names.includes('created_by') && names.includes('updated_by')
