import { expect, test } from 'vitest'
import type { Clash } from '../data/clash.ts'
import type { Draft } from '../data/drafts.ts'
import { type Choices, settled } from './form-clashes.ts'

const clash = (values: Partial<Clash>): Clash => ({
  ...{ kind: 'value', object: 'x.order', id: 'o', field: 'note', before: null, theirs: 'b', mine: 'a' },
  ...{ by: '韩梅', at: '', version: 9 },
  ...values,
})

const draft: Draft = {
  id: 'o',
  version: 4,
  values: { note: 'a', customer: 'c', customer$title: '华强' },
  lines: {
    lines: [
      { id: 'l1', values: { quantity: '2' }, isNew: false, version: 1 },
      { id: 'l2', values: {}, isNew: false, isRemoved: true, version: 1 },
      { id: 'l3', values: { quantity: '5' }, isNew: false, version: 1 },
      { id: 'l4', values: { quantity: '6' }, isNew: false, version: 1 },
      { id: 'l5', values: {}, isNew: false, isRemoved: true, version: 1 },
    ],
  },
  at: 0,
}

test('what is theirs is taken out of the draft, what is mine is kept on top of the version that was looked at', () => {
  const clashes = [
    clash({}),
    clash({ field: 'customer' }),
    clash({ id: 'l1', field: 'quantity', version: 3 }),
    clash({ kind: 'removal', id: 'l2', field: 'quantity', version: 3 }),
    clash({ kind: 'gone', id: 'l3', field: '' }),
    clash({ kind: 'gone', id: 'l4', field: '' }),
    clash({ kind: 'removal', id: 'l5', field: 'quantity', version: 3 }),
  ]
  const choices: Choices = {
    ...{ 'o note': 'mine', 'o customer': 'theirs', 'l1 quantity': 'theirs' },
    ...{ l2: 'mine', l3: 'mine', l4: 'theirs', l5: 'theirs' },
  }
  expect(settled(draft, clashes, choices)).toMatchObject({
    version: 9,
    values: { note: 'a' },
    lines: {
      lines: [
        { id: 'l1', values: {}, version: 3 },
        { id: 'l2', isRemoved: true, version: 3 },
        { id: 'l3', isRestored: true, values: { quantity: '5' } },
      ],
    },
  })
})
