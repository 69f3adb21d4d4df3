import { expect, test } from 'vitest'
import { directoryOf } from './directory.ts'

const person = (id: string, department: string | null, active = true) => ({
  id,
  name: `N${id}`,
  login: id,
  email: null,
  phone: null,
  title: null,
  department,
  active,
})
const department = (id: string, parent: string | null, head: string | null) => ({
  id,
  name: id,
  code: `code-${id}`,
  parent,
  head,
})

const directory = directoryOf({
  people: [
    person('boss', 'company'),
    person('lead', 'sales'),
    person('gone', 'east', false),
    person('seller', 'east'),
    person('buyer', 'purchasing'),
    person('free', null),
  ],
  departments: [
    department('company', null, 'boss'),
    department('sales', 'company', 'lead'),
    department('east', 'sales', 'gone'),
    department('purchasing', 'company', null),
  ],
  roles: [
    { person: 'seller', role: 'sales' },
    { person: 'gone', role: 'sales' },
    { person: 'lead', role: 'sales' },
    { person: 'lead', role: 'approver' },
  ],
})
const ids = (people: readonly { id: string }[]): readonly string[] => people.map(({ id }) => id)

test('[ID1] a person acts with their departments and roles', () => {
  expect(directory.actorOf('lead', 'en')).toEqual({
    kind: 'person',
    id: 'lead',
    name: 'Nlead',
    locale: 'en',
    department: 'sales',
    departments: ['sales', 'east'],
    headed: ['sales', 'east'],
    roles: ['sales', 'approver'],
  })
  expect(directory.actorOf('boss')?.headed).toEqual(['company', 'sales', 'purchasing', 'east'])
  expect(directory.actorOf('free')).toMatchObject({
    department: null,
    departments: [],
    headed: [],
    roles: [],
  })
})

test('[ID1] who is inactive or unknown does not act and is not found by role or department', () => {
  expect(directory.actorOf('gone')).toBeUndefined()
  expect(directory.actorOf('nobody')).toBeUndefined()
  expect(ids(directory.withRole('sales'))).toEqual(['lead', 'seller'])
  expect(ids(directory.members('sales'))).toEqual(['lead'])
  expect(ids(directory.members('sales', true))).toEqual(['lead', 'seller'])
})

test('[ID2] the supervisor is the next active head upwards', () => {
  expect(directory.supervisorOf('seller')?.id).toBe('lead')
  expect(directory.supervisorOf('lead')?.id).toBe('boss')
  expect(directory.supervisorOf('buyer')?.id).toBe('boss')
  expect(directory.supervisorOf('boss')).toBeUndefined()
  expect(directory.supervisorOf('free')).toBeUndefined()
  expect(ids(directory.supervisorsOf('seller'))).toEqual(['lead', 'boss'])
})

test('[ID2] [ID3] circles end: of departments below, above, and of people who head each other', () => {
  const circle = directoryOf({
    people: [person('a', 'one'), person('b', 'two'), person('c', 'one')],
    departments: [
      department('one', 'two', 'b'),
      department('two', 'one', 'a'),
      department('own', 'own', null),
    ],
    roles: [],
  })
  expect(circle.subtree('one')).toEqual(['one', 'two'])
  expect(circle.subtree('own')).toEqual(['own'])
  expect(circle.subtree('none')).toEqual([])
  expect(ids(circle.supervisorsOf('a'))).toEqual(['b'])
  expect(ids(circle.supervisorsOf('c'))).toEqual(['b', 'a'])
})
