// An upgrade changes what is shipped under what a customer has added: what breaks is set aside, the rest works on, nothing is lost.
import { describe, expect, test } from 'vitest'
import type { Field, ObjectDefinition } from '#kernel/schema'
import { shop } from '#test/sample'
import { newId, secondNode, testWorkspace } from '#test/workspace'
import type { Module, Publication } from './index.ts'

const label = { 'zh-CN': '名', en: 'name' }
const text = (name: string): Field => ({ name, type: 'text', label })
const number = (name: string): Field => ({ name, type: 'decimal', scale: 2, label })
const formula = (name: string, written: string): Field => ({
  name,
  type: 'formula',
  result: 'decimal',
  scale: 2,
  formula: written,
  label,
})

const pet: ObjectDefinition = {
  name: 'pets.pet',
  label,
  kind: 'record',
  title: 'name',
  fields: [text('name'), number('weight'), number('age')],
}
const visit: ObjectDefinition = {
  name: 'pets.visit',
  label,
  kind: 'record',
  title: 'name',
  fields: [text('name')],
}
const pets = (...objects: ObjectDefinition[]): Module => ({
  name: 'pets',
  label,
  dependsOn: [],
  objects,
  policies: [{ name: 'pets', object: 'pets.*', operations: ['*'], who: { roles: ['vet'] } }],
})
const without = (object: ObjectDefinition, field: string): ObjectDefinition => ({
  ...object,
  fields: object.fields.filter(({ name }) => name !== field),
})
const full = [shop, pets(pet, visit)]

const workspace = await testWorkspace(full)
const { db, person } = workspace
const admin = await person('管理员', { roles: ['admin'] })
const vet = await person('兽医', { roles: ['vet'] })
const origin = { source: 'form' } as const

/** The same workspace opened by the next version of the product. */
const upgraded = (...modules: Module[]) => secondNode(workspace, [shop, ...modules])

const added: Publication = {
  objects: [
    {
      name: 'x.stay',
      label,
      kind: 'record',
      title: 'name',
      fields: [
        text('name'),
        { name: 'pet', type: 'reference', to: 'pets.pet', label },
        { ...number('dose'), default: 'pet.weight', requiredWhen: 'pet.weight > 90' },
        formula('food', 'pet.weight * 2'),
        formula('cost', 'food * 3'),
        formula('years', 'pet.age * 7'),
        { name: 'visit', type: 'reference', to: 'pets.visit', label },
      ],
      checks: [
        { name: 'notHeavy', formula: 'pet.weight < 100', message: label },
        { name: 'notOld', formula: 'pet.age < 30', message: label },
      ],
      indexes: [
        { name: 'byCost', fields: ['cost'] },
        { name: 'byYears', fields: ['years'] },
      ],
      search: ['name'],
    },
  ],
  extensions: [
    { object: 'pets.pet', fields: [text('chip'), formula('half', 'weight / 2')] },
    { object: 'pets.visit', fields: [text('room')], search: ['room'] },
  ],
  policies: [
    {
      name: 'x.stay.light',
      object: 'x.stay',
      operations: ['read'],
      who: { roles: ['vet'] },
      where: 'pet.weight < 50',
      layer: 'overlay',
    },
    {
      name: 'x.stay.young',
      object: 'x.stay',
      operations: ['read'],
      who: { roles: ['vet'] },
      where: 'pet.age < 5',
      layer: 'overlay',
    },
  ],
}
const published = await workspace.engine.publish(admin, added)
if (!published.ok) throw new Error(JSON.stringify(published.problems))

const [cat, stay] = [newId(), newId()]
await workspace.install(
  {
    kind: 'create',
    object: 'pets.pet',
    id: cat,
    values: { name: '咪咪', weight: '4', age: '3', chip: 'A1' },
  },
  { kind: 'create', object: 'x.stay', id: stay, values: { name: '一号', pet: cat } },
)

type Node = Awaited<ReturnType<typeof upgraded>>
const asideOf = (node: Node) =>
  node
    .compiled()
    .aside.map(({ kind, object, name }) => `${kind} ${object} ${name}`)
    .toSorted()
const stayOf = async (node: Node, ...fields: string[]) => {
  const page = await node.read(admin, { object: 'x.stay', fields })
  return page.ok ? page.value.rows : page.problems.map(({ code }) => code)
}

describe('a shipped field that the overlay reads is gone', () => {
  test('[MO7] [S9] exactly the formulas, defaults, checks, indexes and policies that read it are set aside, with the reasons', async () => {
    const node = await upgraded(pets(without(pet, 'weight'), visit))
    expect(asideOf(node)).toEqual(
      [
        'field x.stay food',
        'field x.stay cost',
        'defaults x.stay dose',
        'conditions x.stay dose',
        'checks x.stay notHeavy',
        'indexes x.stay byCost',
        'field pets.pet half',
        'policy x.stay x.stay.light',
      ].toSorted(),
    )
    const food = node.compiled().aside.find(({ name }) => name === 'food')
    expect(food?.problems).toMatchObject([{ code: 'formula.unknownName', params: { name: 'weight' } }])
    const known = await node.definitions(admin)
    expect(known).toMatchObject({ ok: true, value: { aside: node.compiled().aside } })
    expect(known.ok && known.value.objects[0]?.fields.map(({ name }) => name)).toContain('food')
  })

  test('[MO7] the rest is read, written, checked and granted as before', async () => {
    const node = await upgraded(pets(without(pet, 'weight'), visit))
    expect(await stayOf(node, 'name', 'years')).toEqual([{ name: '一号', years: '21.00' }])
    expect(await stayOf(node, 'cost')).toEqual(['query.unknownField'])
    const old = newId()
    const write = (age: string) =>
      node.write(admin, origin, [
        { kind: 'update', object: 'pets.pet', id: cat, values: { age, chip: 'A2' } },
      ])
    expect(await write('4')).toMatchObject({ ok: true })
    expect(await stayOf(node, 'years')).toEqual([{ years: '28.00' }])
    expect(await node.read(vet, { object: 'x.stay' })).toMatchObject({
      ok: true,
      value: { rows: [{ id: stay }] },
    })
    expect(
      await node.write(admin, origin, [
        { kind: 'create', object: 'x.stay', id: old, values: { name: '二号', pet: cat, dose: '1' } },
      ]),
    ).toMatchObject({ ok: true })
    await node.write(admin, origin, [{ kind: 'remove', object: 'x.stay', id: old }])
  })

  test('[MO7] when it is shipped again all is taken back by itself, values kept and computed anew', async () => {
    const without2 = await upgraded(pets(without(pet, 'weight'), visit))
    const late = newId()
    const made = await without2.write(admin, origin, [
      { kind: 'create', object: 'x.stay', id: late, values: { name: '三号', pet: cat } },
    ])
    expect(made).toMatchObject({ ok: true })
    const node = await upgraded(pets(pet, visit))
    expect(asideOf(node)).toEqual([])
    expect(
      await node.read(admin, {
        object: 'x.stay',
        fields: ['name', 'dose', 'food', 'cost'],
        sort: ['createdAt'],
      }),
    ).toMatchObject({
      value: {
        rows: [
          { name: '一号', dose: '4.00', food: '8.00', cost: '24.00' },
          { name: '三号', dose: null, food: '8.00', cost: '24.00' },
        ],
      },
    })
    expect(await node.write(admin, origin, [{ kind: 'remove', object: 'x.stay', id: late }])).toMatchObject({
      ok: true,
    })
  })
})

describe('a shipped object is gone', () => {
  test('[MO7] [S9] what was added to it and what refers to it is set aside, tables stay, and it comes back whole', async () => {
    const node = await upgraded(pets(visit))
    expect(asideOf(node)).toEqual(
      [
        'extension pets.pet pets.pet',
        'field x.stay pet',
        'field x.stay food',
        'field x.stay cost',
        'field x.stay years',
        'defaults x.stay dose',
        'conditions x.stay dose',
        'checks x.stay notHeavy',
        'checks x.stay notOld',
        'indexes x.stay byCost',
        'indexes x.stay byYears',
        'policy x.stay x.stay.light',
        'policy x.stay x.stay.young',
      ].toSorted(),
    )
    expect(await stayOf(node, 'name', 'dose')).toEqual([{ name: '一号', dose: '4.00' }])
    expect(await node.read(vet, { object: 'x.stay' })).toMatchObject({ ok: true, value: { rows: [] } })
    const back = await upgraded(pets(pet, visit))
    expect(asideOf(back)).toEqual([])
    expect(await stayOf(back, 'name', 'pet$title', 'cost')).toEqual([
      { name: '一号', pet$title: '咪咪', cost: '24.00' },
    ])
    expect(await back.read(admin, { object: 'pets.pet', fields: ['chip'] })).toMatchObject({
      value: { rows: [{ chip: 'A2' }] },
    })
  })
})

describe('a shipped field takes the name of an added one', () => {
  test('[MO7] [S10] stored alike it takes the values over; the added one is set aside as a duplicate', async () => {
    const shipped: Field = { ...text('chip'), maxLength: 40 } as Field
    const node = await upgraded(pets({ ...pet, fields: [...pet.fields, shipped] }, visit))
    expect(asideOf(node)).toEqual(['field pets.pet chip'])
    expect(node.compiled().aside[0]?.problems).toMatchObject([{ code: 'schema.duplicate' }])
    expect(await node.read(vet, { object: 'pets.pet', fields: ['chip'] })).toMatchObject({
      value: { rows: [{ chip: 'A2' }] },
    })
    await upgraded(pets(pet, visit))
  })

  test('[MO7] [S10] stored otherwise it gets a column of its own; the values stay and are found again when it goes', async () => {
    const shipped: Field = { name: 'chip', type: 'boolean', label }
    const node = await upgraded(pets({ ...pet, fields: [...pet.fields, shipped] }, visit))
    expect(asideOf(node)).toEqual(['field pets.pet chip'])
    const change = { kind: 'update', object: 'pets.pet', id: cat, values: { chip: true } } as const
    expect(await node.write(vet, origin, [change])).toMatchObject({ ok: true })
    const { rows } = await db.query({ text: 'select chip, chip__kept from w_test.pets_pet', values: [] })
    expect(rows).toEqual([{ chip: true, chip__kept: 'A2' }])
    expect(asideOf(await upgraded(pets({ ...pet, fields: [...pet.fields, shipped] }, visit)))).toEqual([
      'field pets.pet chip',
    ])
    const back = await upgraded(pets(pet, visit))
    expect(asideOf(back)).toEqual([])
    expect(await back.read(admin, { object: 'pets.pet', fields: ['chip'] })).toMatchObject({
      value: { rows: [{ chip: 'A2' }] },
    })
  })
})

describe('publishing while something is set aside', () => {
  test('[MO2] [MO7] other things are published; what is published must hold, and mends what it replaces', async () => {
    const node = await upgraded(pets(without(pet, 'weight'), visit))
    const before = asideOf(node)
    const extension = (...fields: Field[]) => ({ extensions: [{ object: 'pets.visit', fields }] })
    expect(await node.publish(admin, extension(text('floor')))).toMatchObject({ ok: true })
    expect(asideOf(node)).toEqual(before)
    expect(await node.publish(admin, extension(formula('bad', 'nothing * 2')))).toMatchObject({
      ok: false,
      problems: [{ code: 'formula.unknownName', path: ['pets.visit', 'bad'] }],
    })
    const again = { extensions: [{ object: 'pets.pet', fields: [formula('half', 'weight / 4')] }] }
    expect(await node.publish(admin, again)).toMatchObject({
      ok: false,
      problems: [{ path: ['pets.pet', 'half'] }],
    })
    const mended = { extensions: [{ object: 'pets.pet', fields: [formula('half', 'age / 2')] }] }
    expect(await node.publish(admin, mended)).toMatchObject({ ok: true })
    expect(asideOf(node)).toEqual(before.filter((piece) => piece !== 'field pets.pet half'))
    expect(await node.read(admin, { object: 'pets.pet', fields: ['half'] })).toMatchObject({
      value: { rows: [{ half: '2.00' }] },
    })
  })

  test('[S9] [MO2] a fault in what is shipped is no reason to set anything aside: then the workspace is not opened', async () => {
    const broken = { ...pet, fields: [...pet.fields, formula('wrong', 'nothing + 1')] }
    await expect(upgraded(pets(broken, visit))).rejects.toThrow('formula.unknownName')
    await upgraded(pets(pet, visit))
  })
})
