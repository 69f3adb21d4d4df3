import { expect, test } from 'vitest'
import { typedInitials } from './initials.ts'

test('a label is typed by the initials of its Chinese and by its Latin as it is', () => {
  expect(typedInitials('销售订单')).toBe('xsdd')
  expect(typedInitials('新建 BOM 清单')).toBe('xjbomqd')
  expect(typedInitials('…')).toBe('')
})
