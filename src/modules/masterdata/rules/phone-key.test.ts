import { describe, expect, test } from 'vitest'
import { phoneKey } from './phone-key.ts'

describe('telephone numbers', () => {
  test.each([
    ['138 0013 8000', '13800138000'],
    ['+86-138-0013-8000', '13800138000'],
    ['0086 13800138000', '13800138000'],
    ['8613800138000', '13800138000'],
    ['１３８００１３８０００', '13800138000'],
    ['0755-8888 6666', '075588886666'],
    ['+86 755 8888 6666', '75588886666'],
    ['8612345', '8612345'],
    ['+1 (415) 555-0100', '14155550100'],
  ])('[MD3] %s is known as %s', (typed, key) => {
    expect(phoneKey(typed)).toBe(key)
  })

  test.each([null, undefined, '', 'n/a', '1234'])('[MD3] %s identifies nobody', (typed) => {
    expect(phoneKey(typed)).toBeNull()
  })
})
