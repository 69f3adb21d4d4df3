// Layouts of forms are published, judged, kept and taken back like the rest of a definition; what their sections ask holds at every door.
import { describe, expect, test } from 'vitest'
import type { Origin } from '#kernel/access'
import type { Change } from '#kernel/records'
import type { FormLayout, LayoutSection, ObjectDefinition, Row } from '#kernel/schema'
import { isAlwaysAsked } from '#kernel/schema'
import { shop } from '#test/sample'
import { newId, secondNode, testWorkspace } from '#test/workspace'

const workspace = await testWorkspace([shop])
const { engine, person } = workspace
const admin = await person('管理员', { roles: ['admin'] })
const li = await person('李', { roles: ['sales'] })
const label = (text: string) => ({ 'zh-CN': text, en: text })

const section = (name: string, fields: readonly string[], more: Partial<LayoutSection> = {}) => ({
  ...{ name, label: label(name), items: fields.map((field) => ({ field })) },
  ...more,
})
const usual = (...sections: readonly LayoutSection[]): FormLayout => ({ name: 'usual', sections })
const visit = (...layouts: readonly FormLayout[]): ObjectDefinition => ({
  ...{ name: 'x.visit', label: label('拜访'), kind: 'record', title: 'name', layouts },
  fields: [
    { type: 'text', name: 'name', label: label('名称'), required: true },
    { type: 'boolean', name: 'trial', label: label('试驾') },
    { type: 'text', name: 'licence', label: label('驾照号'), required: true },
    { type: 'text', name: 'secret', label: label('密') },
    { type: 'reference', name: 'customer', label: label('客户'), to: 'shop.customer' },
  ],
})
const policies = [
  {
    ...{ name: 'x.visit.sales', object: 'x.visit', operations: ['read', 'create', 'update'] },
    ...{ who: { roles: ['sales'] } },
    fields: { read: { except: ['secret'] }, write: { except: ['secret'] } },
  },
]
const laid = visit(
  usual(
    section('basics', ['name', 'trial', 'secret']),
    section('drive', ['licence'], { when: 'trial', tab: true }),
  ),
)
const publish = async (...objects: readonly ObjectDefinition[]) => {
  const answer = await engine.publish(admin, { objects, policies })
  return answer.ok ? [] : answer.problems.map(({ code, path }) => [code, ...path])
}
if ((await publish(laid)).length > 0) throw new Error('the layout does not hold')

const doors: readonly Origin[] = (['form', 'api', 'import'] as const).map((source) => ({ source }))
const create = (values: Row): Change => ({ kind: 'create', object: 'x.visit', id: newId(), values })
async function found(origin: Origin, ...changes: readonly Change[]) {
  const answer = await engine.write(li, origin, changes)
  return answer.ok ? [] : answer.problems.map(({ code, path }) => [code, path.at(-1)])
}

describe('layouts', () => {
  test('[S28] a required field of a section is asked for exactly where the section is shown: form, interface, import and many at once', async () => {
    for (const door of doors) {
      expect(await found(door, create({ name: '甲' }))).toEqual([])
      expect(await found(door, create({ name: '甲', trial: true }))).toEqual([
        ['records.required', 'licence'],
      ])
      const stored = create({ name: '乙' })
      expect(await found(door, stored)).toEqual([])
      const id = stored.kind === 'create' ? stored.id : ''
      const turned: Change = { kind: 'update', object: 'x.visit', id, values: { trial: true } }
      expect(await found(door, turned, create({ name: '丙' }))).toEqual([['records.required', 'licence']])
      expect(await found(door, { ...turned, values: { trial: true, licence: 'C1' } })).toEqual([])
    }
    const licence = engine.compiled().schema.object('x.visit')?.byName.get('licence')
    expect(licence && isAlwaysAsked(licence), 'no import asks for its column').toBe(false)
  })

  test('[S28] the browser is told the conditions with the fields, and of layouts only what its reader may see', async () => {
    const told = (await engine.metadata(li)).objects.find(({ name }) => name === 'x.visit')
    expect(told?.layouts?.[0]?.sections.map(({ name, items, when }) => [name, items.length, when])).toEqual([
      ['basics', 2, undefined],
      ['drive', 1, undefined],
    ])
    expect(told?.fields.find(({ name }) => name === 'licence')).toMatchObject({
      shownWithin: [{ layout: 'usual', when: 'trial' }],
    })
  })

  test('[S27] what does not hold is refused at its layout: unknown and doubled fields, too many sections, titles that cannot be drawn, conditions that lead away', async () => {
    const at = ['x.visit', 'layouts', 'usual']
    const refused: readonly (readonly [string, LayoutSection[]])[] = [
      ['schema.unknownField', [section('a', ['ghost'])]],
      ['schema.duplicate', [section('a', ['name']), section('b', ['name'])]],
      ['schema.duplicate', [section('a', []), section('a', [])]],
      ['schema.badName', [section('a b', [])]],
      ['schema.tooMany', Array.from({ length: 31 }, (_, index) => section(`s${index}`, []))],
      ['schema.badSection', [section('a', [], { label: label('上\n下') })]],
      ['schema.badSection', [section('a', [], { label: label(' ') })]],
      ['schema.farCondition', [section('a', [], { when: "customer.name = '甲'" })]],
      ['formula.unknownName', [section('a', [], { when: 'ghost' })]],
      ['formula.wrongKind.boolean', [section('a', ['name'], { when: '1 + 1' })]],
    ]
    for (const [code, sections] of refused) {
      const problems = await publish(visit(usual(...sections)))
      expect(problems.length, code).toBeGreaterThan(0)
      expect(problems[0]?.slice(1), code).toEqual(at)
      expect(problems[0]?.[0]).toBe(code)
    }
    expect(
      await publish(visit(usual(section('a', ['name'], { label: label("<img src=x> {0} '; --") })))),
    ).toEqual([])
    expect(await publish(laid)).toEqual([])
  })

  test('[S27] a layout on a shipped object holds, is set aside alone when an upgrade takes its field away, and is taken back', async () => {
    const layout = usual(
      section('first', ['name', 'code']),
      section('rest', ['secret'], { when: "name = 'a'" }),
    )
    const extend = (layouts: readonly FormLayout[]) =>
      engine.publish(admin, { extensions: [{ object: 'shop.customer', layouts }] })
    expect(await extend([layout])).toMatchObject({ ok: true })
    const layouts = (node = engine) => node.compiled().schema.object('shop.customer')?.layouts
    expect(layouts()).toEqual([layout])
    const upgraded = {
      ...shop,
      objects: (shop.objects ?? []).map((object) => ({
        ...object,
        fields: object.fields.filter(({ name }) => object.name !== 'shop.customer' || name !== 'secret'),
      })),
    }
    const node = await secondNode(workspace, [upgraded])
    expect(layouts(node)).toBeUndefined()
    expect(node.compiled().aside.map(({ kind, name }) => [kind, name])).toEqual([['layouts', 'usual']])
    expect(await extend([])).toMatchObject({ ok: true })
    expect(layouts()).toBeUndefined()
  })

  test('[S27] a field that goes out of use leaves its place free and finds it again; who uses it is told; going back brings the layout back', async () => {
    const uses = await engine.fieldUsers(admin, { object: 'x.visit', field: 'trial' })
    const told = uses.ok ? uses.value.map(({ kind, effect, name }) => [kind, effect, name]) : []
    expect(told).toContainEqual(['layout', 'without', 'usual basics'])
    expect(told).toContainEqual(['layoutWhen', 'blocks', 'usual drive'])
    const items = () =>
      engine
        .compiled()
        .schema.object('x.visit')
        ?.layouts?.[0]?.sections.flatMap((one) => one.items) ?? []
    const { version } = engine.compiled()
    const retired = laid.fields.map((field) =>
      field.name === 'secret' ? { ...field, retired: true } : field,
    )
    expect(await publish({ ...laid, fields: retired })).toEqual([])
    expect(items().map(({ field }) => field)).toEqual(['name', 'trial', 'licence'])
    expect(await publish({ ...laid, layouts: [] })).toEqual([])
    expect(await found({ source: 'api' }, create({ name: '丁' }))).toEqual([['records.required', 'licence']])
    expect(await engine.rollBack(admin, { to: version })).toMatchObject({ ok: true })
    expect(items().map(({ field }) => field)).toEqual(['name', 'trial', 'secret', 'licence'])
    expect(await found({ source: 'api' }, create({ name: '丁' }))).toEqual([])
  })

  test('[S27] a configuration carries layouts to where it is brought', async () => {
    const content = await engine.configuration(admin)
    if (!content.ok) throw new Error(JSON.stringify(content.problems))
    const sections = () => engine.compiled().schema.object('x.visit')?.layouts?.[0]?.sections.length
    expect(sections()).toBe(2)
    expect(await publish({ ...laid, layouts: [] })).toEqual([])
    expect(sections()).toBeUndefined()
    expect(await engine.configure(admin, { content: content.value, way: 'whole' })).toMatchObject({
      ok: true,
    })
    expect(sections()).toBe(2)
  })
})
