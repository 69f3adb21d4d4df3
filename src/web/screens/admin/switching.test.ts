import { expect, test } from 'vitest'
import type { ModuleState } from '#kernel/module'
import { goingAlong, goingOnWithout, offAfter } from './switching.ts'

const module = (
  name: string,
  isOn: boolean,
  needs: readonly string[] = [],
  worksWith: readonly string[] = [],
): ModuleState => ({
  ...{ name, isOn, needs, worksWith, objects: [], records: 0, openTasks: 0 },
  label: { 'zh-CN': name, en: name },
})
const modules = [
  module('base', true),
  module('stock', true, ['base']),
  module('make', true, ['base', 'stock']),
  module('sell', true, ['base'], ['make']),
  module('serve', false, ['base']),
]
const names = (list: readonly ModuleState[]) => list.map(({ name }) => name)

test('[MO15] what cannot be without a module goes off with it; what only works with it stays', () => {
  expect(names(goingAlong(modules, 'stock'))).toEqual(['stock', 'make'])
  expect(offAfter(modules, 'stock')).toEqual(['stock', 'make', 'serve'])
  expect(names(goingOnWithout(modules, goingAlong(modules, 'stock')))).toEqual(['sell'])
})

test('[MO15] a module comes on with what it needs', () => {
  const off = modules.map((one) =>
    one.name === 'base' || one.name === 'sell' ? one : { ...one, isOn: false },
  )
  expect(names(goingAlong(off, 'make'))).toEqual(['stock', 'make'])
  expect(offAfter(off, 'make')).toEqual(['serve'])
})
