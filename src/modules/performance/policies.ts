// Targets are public; heads set those of their departments and people.
import type { Policy } from '#kernel/access'

export const policies: readonly Policy[] = [
  {
    name: 'performance.system',
    object: 'performance.*',
    operations: ['*'],
    who: { system: ['performance'] },
  },
  {
    name: 'performance.target.read',
    object: 'performance.target',
    operations: ['read'],
    who: { everyone: true },
  },
  {
    name: 'performance.target.executive',
    object: 'performance.target',
    operations: ['create', 'update', 'remove'],
    who: { roles: ['executive'] },
  },
  {
    name: 'performance.target.head',
    object: 'performance.target',
    operations: ['create', 'update'],
    who: { roles: ['salesManager', 'planner', 'purchaser', 'accountant', 'service'] },
    where: 'department in me.headed or person.department in me.headed',
  },
]
