import { describe, expect, test } from 'vitest'
import type { Policy } from '#kernel/access'
import type { ShippedRight } from '#kernel/module'
import {
  asShipped,
  finishedRights,
  holderOf,
  mayDo,
  narrow,
  rightsChanges,
  rightsOn,
  switchOff,
} from './rights.ts'

const object = 'shop.order'
const own: Policy = {
  name: 'own',
  object,
  operations: ['read', 'remove'],
  who: { roles: ['seller', 'head'] },
  where: 'owner = me.id',
}
const right: ShippedRight = { policy: own, read: ['number', 'price'], write: ['number'], isKept: false }
const label = { 'zh-CN': '名', en: 'name' }
const scope = {
  object,
  shipped: [right],
  fields: [
    { name: 'number', label },
    { name: 'price', label },
  ],
  actions: [],
}
const changes = (after: readonly Policy[]) => rightsChanges(scope, [], finishedRights(after))

describe('rights on a shipped object', () => {
  test('[A12] begun to narrow, all stays as it is; one unticked operation is lost by those people alone', () => {
    const all = narrow([], object, right)
    expect(changes(all)).toMatchObject([])
    const [first, ...rest] = all
    const less = first ? [{ ...first, operations: ['read'] }, ...rest] : []
    expect(changes(less)).toEqual([{ kind: 'lost', who: 'role:seller', operations: ['remove'] }])
  })

  test('[A12] where nothing is left ticked the right is switched off, and as shipped again without it', () => {
    const none = narrow([], object, right).map((policy) => ({ ...policy, operations: [] }))
    expect(finishedRights(none)).toMatchObject([{ narrows: 'own', operations: ['*'], who: {} }])
    expect(changes(none).map(({ kind, who }) => `${kind} ${who}`)).toEqual([
      'lost role:seller',
      'lost role:head',
    ])
    expect(asShipped(switchOff([], object, 'own'), 'own')).toEqual([])
  })

  test('[A12] records and fields that are taken away are told, and what is granted beside it', () => {
    const [first, ...rest] = narrow([], object, right)
    const less: readonly Policy[] = first
      ? [{ ...first, where: 'open', fields: { read: { except: ['price'] } } }, ...rest]
      : []
    expect(changes(less)).toMatchObject([
      {
        kind: 'otherRecords',
        operations: ['read', 'remove'],
        reasons: [{ where: '(owner = me.id) and (open)' }],
      },
      { kind: 'seesNot', fields: ['price'] },
    ])
    const grant: Policy = { name: 'more', object, operations: ['read'], who: { people: ['p1'] } }
    expect(changes([grant])).toEqual([{ kind: 'gained', who: 'person:p1', operations: ['read'] }])
    expect(mayDo(rightsOn(scope, [grant]), holderOf('person:p1'), 'read')).toEqual([])
  })
})
