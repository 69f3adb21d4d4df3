// A company that sells two items, one there in plenty and one that must be bought and comes late, and people who sell.
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { cheapPasswordCost, createAccount } from '#kernel/identity/store'
import { workspaceParts } from '#kernel/module/store'
import type { Change } from '#kernel/records'
import type { Row } from '#kernel/schema'
import { createWorkspace } from '#kernel/workspace/store'
import { httpSettings } from '../../src/server/http/settings.ts'
import { type Node, openNode } from '../../src/server/main.ts'
import { product } from '../../src/server/wiring.ts'

export const workspace = 'test'
export const password = 'correct horse battery'

export type Warehouse = {
  readonly customer: string
  readonly plenty: string
  /** None is there, and buying takes longer than what is promised. */
  readonly scarce: string
  readonly logins: readonly string[]
}

const roles = ['sales', 'logistics', 'keeper']

/** A node that answers to nobody and works at nothing: for setting up, and for looking on. */
export const quietNode = (url: string): Promise<Node> =>
  openNode({
    url,
    home: join(tmpdir(), 'baton-quiet'),
    product,
    settings: httpSettings({}, null),
    logger: null,
    roles: [],
  })

/** Makes the workspace on an empty database. */
export async function makeWarehouse(url: string, people: number): Promise<Warehouse> {
  const node = await quietNode(url)
  try {
    return await make(node, people)
  } finally {
    await node.stop()
  }
}

async function make(node: Node, people: number): Promise<Warehouse> {
  const wish = { id: workspace, name: '测试公司', zone: 'Asia/Shanghai' }
  const made = await createWorkspace(node.owner, wish, workspaceParts, node.now())
  const engine = await node.workspaces.engineOf(workspace)
  if (!made.ok || engine === undefined) throw new Error('The workspace was not made')
  const { newId } = node
  const [customer, plenty, scarce, unit, place, supplier] = Array.from({ length: 6 }, newId)
  const create = (object: string, id: string | undefined, values: Row): Change => ({
    kind: 'create',
    object,
    id: id ?? newId(),
    values,
  })
  const item = { unit: unit ?? '', made: false, salePrice: '100', supplier: supplier ?? '', taxRate: '0.13' }
  const logins = Array.from({ length: people }, (_, index) => `seller${index}`)
  const ids = logins.map(newId)
  const owner = ids[0] ?? ''
  const changes = [
    ...logins.map((login, index) => create('identity.person', ids[index], { name: login, login })),
    create('masterdata.unit', unit, { code: 'pc', name: '件' }),
    create('masterdata.warehouse', place, { code: 'W1', name: '主仓' }),
    create('masterdata.party', supplier, { name: '供应商', isSupplier: true, owner }),
    create('masterdata.party', customer, { name: '客户', isCustomer: true, owner }),
    create('masterdata.item', plenty, { ...item, code: 'P', name: '螺栓', leadTimeDays: '1' }),
    create('masterdata.item', scarce, { ...item, code: 'S', name: '主轴', leadTimeDays: '40' }),
    create('inventory.move', newId(), {
      kind: 'opening',
      item: plenty ?? '',
      to: place ?? '',
      quantity: '1000000',
    }),
    ...ids.flatMap((person) =>
      roles.map((role) => create('identity.roleAssignment', newId(), { person, role })),
    ),
  ]
  const written = await engine.write(engine.systemActor('installer'), { source: 'system' }, changes)
  if (!written.ok) throw new Error(JSON.stringify(written.problems))
  for (const [index, login] of logins.entries()) {
    const account = { person: ids[index] ?? '', login, password }
    const opened = await node.owner.transaction((tx) =>
      createAccount(tx, engine.workspace.namespace, account, node.now(), cheapPasswordCost),
    )
    if (!opened.ok) throw new Error(JSON.stringify(opened.problems))
  }
  return { customer: customer ?? '', plenty: plenty ?? '', scarce: scarce ?? '', logins }
}
