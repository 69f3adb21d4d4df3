// Who uses a field, on a company with every module: what is told beforehand is what happens when the field is taken out of use.
import { expect, test } from 'vitest'
import type { Extension, Field, ObjectDefinition } from '#kernel/schema'
import { newId, testCompany } from '#test/company'
import type { FieldUse, Publication } from './index.ts'

const company = await testCompany()
const { engine, person } = company
const admin = await person('管理员', 'management', 'admin')
const seller = await person('小李', 'sales', 'sales')
const label = (text: string) => ({ 'zh-CN': text, en: text })
const number = (name: string): Field => ({ name, type: 'number', label: label(name) })

const visit: ObjectDefinition = {
  name: 'x.visit',
  label: label('拜访'),
  kind: 'record',
  title: 'name',
  fields: [
    { name: 'name', type: 'text', label: label('名称') },
    { name: 'customer', type: 'reference', to: 'masterdata.party', label: label('客户') },
    number('hours'),
    number('rate'),
    number('lonely'),
    { name: 'double', type: 'formula', result: 'decimal', formula: 'hours * 2', label: label('双倍') },
    { ...number('usual'), default: 'hours + 1' },
    { ...number('shown'), shownWhen: 'hours > 1' },
  ],
  checks: [{ name: 'few', formula: 'hours < 100', message: label('太久') }],
  unique: [{ name: 'once', fields: ['customer', 'hours'] }],
  list: { columns: ['name', 'hours'] },
  form: [{ label: label('时间'), fields: ['name', 'hours'] }],
}
const onParty: Extension = {
  object: 'masterdata.party',
  fields: [
    {
      ...{ name: 'visited', type: 'rollup', label: label('拜访时长'), object: 'x.visit', by: 'customer' },
      ...{ take: 'sum', field: 'hours', result: 'decimal', scale: 0 },
    },
  ],
}
const publication: Publication = {
  objects: [visit],
  extensions: [onParty],
  policies: [
    {
      ...{
        name: 'x.visit.long',
        object: 'x.visit',
        operations: ['read', 'create'],
        who: { roles: ['sales'] },
      },
      where: 'ISBLANK(hours) or hours < 50',
    },
    {
      ...{ name: 'x.visit.all', object: 'x.visit', operations: ['read'], who: { roles: ['admin'] } },
      fields: { read: { except: ['hours'] } },
    },
  ],
  metrics: [
    {
      ...{ name: 'x.hours', label: label('时长合计'), object: 'x.visit', take: 'sum', of: 'hours' },
      ...{ by: 'createdAt', dimensions: [], format: 'number' },
    },
  ],
  tiles: [{ name: 'x.tile', label: label('时长'), numbers: [{ metric: 'x.hours' }] }],
}

const usersOf = async (object: string, field: string): Promise<readonly FieldUse[]> => {
  const told = await engine.fieldUsers(admin, { object, field })
  if (!told.ok) throw new Error(JSON.stringify(told.problems))
  return told.value
}
const said = (uses: readonly FieldUse[]): readonly string[] =>
  uses.map(({ kind, effect, object, name }) => `${kind} ${object} ${name} ${effect}`)

test('[MO24] every place that uses a field is told with what becomes of it; nobody else is', async () => {
  expect(await engine.publish(admin, publication)).toMatchObject({ ok: true })
  const view = (name: string, owner: string, address: string) =>
    company.install({
      ...{ kind: 'create', object: 'views.view', id: newId() },
      values: { name, owner, object: 'x.visit', audience: 'own', address },
    })
  const where = encodeURIComponent(JSON.stringify(['&', ['|', ['hours', 'gt', '3'], ['name', 'has', 'a']]]))
  await view('我的', admin.id, `cols=name%2Chours&where=${where}`)
  await view('别人的', seller.id, 'sort=-hours')
  await view('无关', seller.id, 'cols=name&f.rate=1')
  await company.install({
    ...{ kind: 'create', object: 'views.preference', id: newId() },
    values: {
      person: seller.id,
      choices: { lists: { 'x.visit': { columns: ['hours'], imports: { 时长: 'hours' } } } },
    },
  })
  const uses = await usersOf('x.visit', 'hours')
  expect(said(uses).map((one) => one.replace(/view x\.visit \S+/, 'view x.visit id'))).toEqual([
    'rollup masterdata.party visited blocks',
    'formula x.visit double blocks',
    'default x.visit usual blocks',
    'conditions x.visit shown blocks',
    'check x.visit few blocks',
    'unique x.visit once blocks',
    'list x.visit x.visit without',
    'form x.visit 0 without',
    'grant x.visit x.visit.all without',
    'policy x.visit x.visit.long blocks',
    'metric x.visit x.hours rests',
    'tile  x.tile rests',
    'view x.visit id without',
    'view x.visit id without',
    'ownLists x.visit ownLists without',
    'ownImports x.visit ownImports without',
  ])
  expect(
    uses
      .filter(({ kind }) => kind === 'view')
      .map(({ label }) => label.en)
      .sort(),
  ).toEqual(['别人的', '我的'])
  expect(uses.filter(({ count }) => count !== undefined).map(({ count }) => count)).toEqual([1, 1])
  expect(await usersOf('x.visit', 'lonely')).toEqual([])
})

test('[MO24] what comes with the product is told by what it means: rules, flows, metrics and actions of a shipped field', async () => {
  const status = said(await usersOf('sales.order', 'status'))
  for (const one of [
    'rollup masterdata.party openOrderAmount blocks',
    'formula sales.orderLine openQuantity blocks',
    'check sales.order promise blocks',
    'path sales.order sales.order blocks',
    'policy sales.order sales.order.update blocks',
    'metric sales.orderLine performance.onTimeDelivery rests',
    'tile  performance.onTime rests',
    'rule sales.orderLine coordination.orderLate rests',
    'flow sales.order coordination.orderMainLine rests',
    'action sales.order confirm rests',
  ])
    expect(status).toContain(one)
  const promised = said(await usersOf('sales.order', 'promisedDate'))
  for (const one of [
    'room sales.order sales.order without',
    'overview masterdata.party masterdata.party without',
  ])
    expect(promised).toContain(one)
})

test('[MO24] what is told to stand in the way refuses the retirement, and only that; with it out of the way, the rest rests and comes back', async () => {
  const retired = (names: readonly string[]): Publication => ({
    objects: [
      {
        ...visit,
        fields: visit.fields.map((field) =>
          names.includes(field.name) ? { ...field, retired: true } : field,
        ),
      },
    ],
  })
  const refused = await engine.publish(admin, retired(['hours']))
  expect(refused.ok).toBe(false)
  const blocking = (await usersOf('x.visit', 'hours')).filter(({ effect }) => effect === 'blocks')
  const places = refused.ok ? [] : refused.problems.map(({ path }) => path.join(' '))
  for (const place of places)
    expect(blocking.map(({ object, name }) => `${object} ${name}`)).toContain(
      place.replace(/ (checks|unique|defaults|conditions)/, ''),
    )
  expect(engine.schema().object('x.visit')?.byName.has('hours')).toBe(true)
  expect(await engine.publish(admin, retired(['lonely']))).toMatchObject({ ok: true })
  const users = ['hours', 'double', 'usual', 'shown']
  const away: Publication = {
    objects: [{ ...(retired(users).objects?.[0] ?? visit), checks: [], unique: [] }],
    extensions: [{ ...onParty, fields: (onParty.fields ?? []).map((one) => ({ ...one, retired: true })) }],
    policies: (publication.policies ?? []).map((one) =>
      one.name === 'x.visit.long' ? { ...one, operations: [] } : one,
    ),
  }
  expect(await engine.publish(admin, away)).toMatchObject({ ok: true })
  const metrics = async () => (await engine.metadata(engine.systemActor('installer'))).metrics
  expect((await metrics()).map(({ name }) => name)).not.toContain('x.hours')
  expect(await engine.publish(admin, publication)).toMatchObject({ ok: true })
  expect((await metrics()).map(({ name }) => name)).toContain('x.hours')
})

test('[MO24] it is told to administrators alone, of fields that stand', async () => {
  expect(await engine.fieldUsers(seller, { object: 'x.visit', field: 'hours' })).toMatchObject({
    problems: [{ code: 'access.denied' }],
  })
  expect(await engine.fieldUsers(admin, { object: 'x.visit', field: 'gone' })).toMatchObject({
    problems: [{ code: 'query.unknownField' }],
  })
  expect(await engine.fieldUsers(admin, { object: 'x.gone', field: 'hours' })).toMatchObject({
    problems: [{ code: 'query.unknownObject' }],
  })
})

test('[MO24] a retired field says since when it is out of use and who did that, through later publications', async () => {
  const gone: Publication = {
    objects: [
      {
        ...visit,
        fields: visit.fields.map((field) => (field.name === 'lonely' ? { ...field, retired: true } : field)),
      },
    ],
  }
  company.at('2026-07-01T02:00:00.000Z')
  expect(await engine.publish(admin, gone)).toMatchObject({ ok: true })
  company.at('2026-08-30T02:00:00.000Z')
  const help = { 'zh-CN': '新说明', en: 'New help' }
  expect(
    await engine.publish(admin, { objects: [{ ...visit, help, fields: gone.objects?.[0]?.fields ?? [] }] }),
  ).toMatchObject({
    ok: true,
  })
  expect(await engine.fieldPasts(admin, 'x.visit')).toMatchObject({
    ok: true,
    value: { retired: [{ field: 'lonely', at: '2026-07-01T02:00:00.000Z', byName: '管理员' }], former: [] },
  })
  expect(await engine.fieldPasts(seller, 'x.visit')).toMatchObject({ ok: false })
  expect(await engine.publish(admin, { objects: [visit] })).toMatchObject({ ok: true })
  expect(await engine.fieldPasts(admin, 'x.visit')).toMatchObject({ ok: true, value: { retired: [] } })
})
