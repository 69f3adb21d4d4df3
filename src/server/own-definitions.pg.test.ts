// What doctor says of definitions that no longer hold.
import { expect, test } from 'vitest'
import { shop } from '#test/sample'
import { secondNode, testWorkspace } from '#test/workspace'
import { product } from './wiring.ts'

const workspace = await testWorkspace([shop])
const look = (engine: typeof workspace.engine) =>
  (product.checks ?? []).find(({ name }) => name === 'own definitions')?.run(engine)

test('[MO7] doctor names what is set aside and why, and is silent when all holds', async () => {
  const { engine, person } = workspace
  const admin = await person('管理员', { roles: ['admin'] })
  const label = { 'zh-CN': '名', en: 'name' }
  const published = await engine.publish(admin, {
    extensions: [
      {
        object: 'shop.customer',
        fields: [{ name: 'loud', type: 'formula', result: 'text', formula: "CONCAT(code, '!')", label }],
      },
    ],
  })
  expect(published).toMatchObject({ ok: true })
  expect(await look(engine)).toBeNull()
  const objects = shop.objects.map((object) => ({
    ...object,
    fields: object.fields.filter(({ name }) => object.name !== 'shop.customer' || name !== 'code'),
    search: (object.search ?? []).filter((name) => object.name !== 'shop.customer' || name !== 'code'),
  }))
  const sentence = await look(await secondNode(workspace, [{ ...shop, objects }]))
  expect(sentence).toMatch(/^shop\.customer: the field "loud" is set aside: There is no field “code” here/)
  expect(await look(await secondNode(workspace, [shop]))).toBeNull()
})
