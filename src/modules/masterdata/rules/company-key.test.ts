import { describe, expect, test } from 'vitest'
import { companyKey } from './company-key.ts'

describe('company names', () => {
  test.each([
    ['深圳市华强电子有限公司', '深圳市华强电子'],
    [' 深圳市华强电子 ', '深圳市华强电子'],
    ['深圳市华强电子股份有限公司', '深圳市华强电子'],
    ['华强（深圳）电子有限公司', '华强深圳电子'],
    ['华强(深圳)电子', '华强深圳电子'],
    ['Acme Bikes Co., Ltd.', 'acmebikes'],
    ['ACME BIKES', 'acmebikes'],
    ['集团', '集团'],
  ])('[MD3] %s is known as %s', (typed, key) => {
    expect(companyKey(typed)).toBe(key)
  })

  test.each([null, undefined, '', ' —— '])('[MD3] %s identifies nobody', (typed) => {
    expect(companyKey(typed)).toBeNull()
  })
})
