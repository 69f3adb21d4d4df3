import { expect, test } from 'vitest'
import { secretIn } from './made-secret.ts'

test('a secret is found among the answers of a write, whatever else was answered', () => {
  const warning = { warning: { code: 'notify.mention-missed' } }
  expect(secretIn({ outputs: [] })).toBeNull()
  expect(secretIn({ outputs: [null, 'secret', warning] })).toBeNull()
  expect(secretIn({ outputs: [warning, { webhook: 'a', secret: 'whsec_x' }] })).toBe('whsec_x')
})
