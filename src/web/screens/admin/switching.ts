// What switching a module comes to: which others go with it, and what is left. Pure.
import type { ModuleState } from '#kernel/module'

type Modules = readonly ModuleState[]

/** The module and those that go with it, in order: what cannot be without it, or what it cannot be without. */
export function goingAlong(modules: Modules, name: string): Modules {
  const isOff = modules.find((one) => one.name === name)?.isOn === false
  const going = new Set([name])
  for (let size = 0; size !== going.size; ) {
    size = going.size
    for (const module of modules) {
      if (isOff && going.has(module.name))
        for (const need of module.needs)
          if (modules.some((one) => one.name === need && !one.isOn)) going.add(need)
      if (!isOff && module.isOn && module.needs.some((need) => going.has(need))) going.add(module.name)
    }
  }
  return modules.filter((module) => going.has(module.name))
}

/** All that are off once this one and those that go with it are switched. */
export function offAfter(modules: Modules, name: string): readonly string[] {
  const going = new Set(goingAlong(modules, name).map((module) => module.name))
  return modules.filter((module) => module.isOn === going.has(module.name)).map((module) => module.name)
}

/** Those that stay on and go on without what is switched off. */
export const goingOnWithout = (modules: Modules, going: Modules): Modules =>
  modules.filter(
    (module) =>
      module.isOn &&
      !going.includes(module) &&
      module.worksWith.some((name) => going.some((one) => one.name === name)),
  )
