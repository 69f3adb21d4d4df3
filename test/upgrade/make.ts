// Makes the database that a version leaves behind, by that version's own code: `DATABASE_URL=… node --import tsx test/upgrade/make.ts`.
// See README.md beside it.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { workspaceParts } from '#kernel/module/store'
import type { Change, Values } from '#kernel/records'
import { createWorkspace } from '#kernel/workspace/store'
import { prepareDemo } from '../../src/server/demo/generate.ts'
import { httpSettings } from '../../src/server/http/settings.ts'
import { openNode } from '../../src/server/main.ts'
import { product } from '../../src/server/wiring.ts'

const present = new Date('2026-11-23T07:20:00.000Z')
const size = { days: 16, orders: 6, leads: 4, opportunities: 4, tickets: 2 }
const label = (text: string) => ({ 'zh-CN': text, en: text })

async function main(): Promise<void> {
  const home = mkdtempSync(join(tmpdir(), 'baton-upgrade-'))
  const node = await openNode({
    ...{ url: process.env.DATABASE_URL ?? '', home, product, settings: httpSettings({}, null), logger: null },
    now: () => present,
  })
  const { owner, workspaces, newId } = node
  try {
    const wish = { id: 'demo', name: '华瑞电器', zone: 'Asia/Shanghai' }
    const made = await createWorkspace(owner, wish, workspaceParts, present)
    if (!made.ok) throw new Error(JSON.stringify(made.problems))
    const { initials } = product
    await prepareDemo({ db: owner, workspace: made.value, initials, clock: () => present, size })
    const engine = await workspaces.engineOf('demo')
    if (engine === undefined) throw new Error('The workspace does not open')
    const create = (object: string, id: string, values: Values): Change => ({
      kind: 'create',
      object,
      id,
      values,
    })
    const update = (object: string, id: string, values: Values): Change => ({
      kind: 'update',
      object,
      id,
      values,
    })
    const installer = engine.systemActor('installer')
    const write = async (...changes: Change[]): Promise<void> => {
      const written = await engine.write(installer, { source: 'system' }, changes)
      if (!written.ok) throw new Error(JSON.stringify(written.problems))
    }
    const person = newId()
    await write(
      create('identity.person', person, { name: '管理员', login: 'upgrader' }),
      create('identity.roleAssignment', newId(), { person, role: 'admin' }),
    )
    const admin = await engine.actor(person)
    if (admin === undefined) throw new Error('Nobody may publish')
    const publish = async (
      ...[publication]: Parameters<typeof engine.publish> extends [unknown, infer P] ? [P] : never
    ) => {
      const published = await engine.publish(admin, publication)
      if (!published.ok) throw new Error(JSON.stringify(published.problems))
    }
    // An overlay: an object with every kind of value, what is added to shipped objects, rights, and a field that is out of use.
    const fields = [
      { name: 'name', type: 'text', required: true, label: label('名称') },
      { name: 'note', type: 'longText', label: label('说明') },
      { name: 'count', type: 'number', label: label('次数') },
      { name: 'weight', type: 'decimal', scale: 3, label: label('重量') },
      { name: 'price', type: 'money', currency: 'CNY', tax: 'none', label: label('价格') },
      { name: 'share', type: 'percent', label: label('比例') },
      { name: 'done', type: 'boolean', label: label('完成') },
      { name: 'day', type: 'date', label: label('日期') },
      { name: 'at', type: 'datetime', label: label('时间') },
      {
        name: 'level',
        type: 'select',
        options: [
          { key: 'high', label: label('高') },
          { key: 'low', label: label('低') },
        ],
        label: label('级别'),
      },
      {
        name: 'marks',
        type: 'multiSelect',
        options: [
          { key: 'a', label: label('甲') },
          { key: 'b', label: label('乙') },
        ],
        label: label('标记'),
      },
      { name: 'customer', type: 'reference', to: 'masterdata.party', label: label('客户') },
      { name: 'number', type: 'autoNumber', pattern: 'V{YYYY}{000}', label: label('编号') },
      { name: 'former', type: 'text', label: label('旧的') },
      {
        name: 'total',
        type: 'formula',
        result: 'money',
        currency: 'CNY',
        tax: 'none',
        formula: 'price * count',
        label: label('合计'),
      },
    ] as const
    const visit = {
      name: 'x.visit',
      label: label('拜访'),
      kind: 'record',
      title: 'name',
      search: ['name'],
    } as const
    const extensions = [
      {
        object: 'masterdata.party',
        fields: [
          { name: 'ownGrade', type: 'text', label: label('评级') },
          {
            name: 'ownVisits',
            type: 'rollup',
            object: 'x.visit',
            by: 'customer',
            take: 'sum',
            field: 'count',
            result: 'decimal',
            label: label('拜访次数'),
          },
        ],
      },
      {
        object: 'sales.order',
        fields: [
          {
            name: 'loud',
            type: 'formula',
            result: 'text',
            formula: "CONCAT(number, '!')",
            label: label('响'),
          },
        ],
      },
    ] as const
    const policies = [
      { name: 'x.visits', object: 'x.visit', operations: ['read'], who: { roles: ['sales'] } },
    ] as const
    await publish({ objects: [{ ...visit, fields }], extensions, policies })
    const customers = await engine.read(installer, { object: 'masterdata.party', limit: 5, sort: ['id'] })
    const parties = customers.ok ? customers.value.rows.map(({ id }) => String(id)) : []
    for (let at = 0; at < 12; at++) {
      const id = newId()
      const values = {
        ...{
          name: `拜访 ${at} 𠮷`,
          note: at % 3 === 0 ? null : `第 ${at} 次\n"引"`,
          count: String(at),
          weight: '1.250',
          price: '99.90',
        },
        ...{
          share: '0.13',
          done: at % 2 === 0,
          day: '2026-02-28',
          at: '2026-02-28T16:00:00.000Z',
          former: `旧 ${at}`,
        },
        ...{
          level: at % 2 === 0 ? 'high' : 'low',
          marks: ['a', 'b'],
          customer: parties[at % parties.length] ?? null,
        },
      }
      await write(create('x.visit', id, values))
      if (at % 4 === 0) await write(update('x.visit', id, { note: '改过', count: String(at + 100) }))
      if (at === 11) await write({ kind: 'remove', object: 'x.visit', id })
    }
    await write(...parties.map((id, at) => update('masterdata.party', id, { ownGrade: `A${at}` })))
    await publish({
      objects: [
        {
          ...visit,
          fields: fields.map((field) => (field.name === 'former' ? { ...field, retired: true } : field)),
        },
      ],
    })
    // Until all is sealed and followed.
    for (let tries = 0; tries < 300; tries++) {
      const { rows } = await owner.query<{ waiting: number }>({
        text: 'select count(*)::integer as waiting from w_demo.log_pending',
        values: [],
      })
      if (rows[0]?.waiting === 0) break
      await wait(200)
    }
    await wait(3000)
  } finally {
    await node.stop()
    rmSync(home, { recursive: true, force: true, maxRetries: 5 })
  }
}

await main()
