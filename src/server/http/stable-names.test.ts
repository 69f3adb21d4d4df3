import { expect, test } from 'vitest'
import { stableName } from './stable-names.ts'

test.each([
  ['试驾邀约', 'shiJiaYaoYue'],
  ['Test drive', 'testDrive'],
  ['VIP 客户', 'vipKeHu'],
  ['2026 年预算', 'nianYuSuan'],
  ['绿色', 'lvSe'],
  ['第 2 联系人', 'di2LianXiRen'],
  ['！？', 'field'],
  ['一二三四五六七八九十一二三四五六七八九十', 'yiErSanSiWuLiuQiBaJiuShi'],
])('[HT24] what is called %s is suggested the name %s', (text, name) => {
  expect(stableName(text)).toBe(name)
})
