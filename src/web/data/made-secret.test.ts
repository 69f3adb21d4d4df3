import { expect, test } from 'vitest'
import { secretIn } from './made-secret.ts'

test('a secret is found among the answers of a write, whatever else was answered', () => {
  const warning = { warning: { code: 'notify.mention-missed' } }
  expect(secretIn({ outputs: [] })).toBeNull()
  expect(secretIn({ outputs: [null, 'secret', warning] })).toBeNull()
  expect(secretIn({ outputs: [warning, { webhook: 'a', secret: 'whsec_x' }] })).toMatchObject({
    kind: 'webhook',
    secret: 'whsec_x',
  })
  expect(secretIn({ outputs: [{ kind: 'password', login: 'li', secret: 'x' }] })).toEqual({
    kind: 'password',
    login: 'li',
    secret: 'x',
  })
})
