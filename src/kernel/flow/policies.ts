// Who may see and do what with flows: everyone sees where things stand, and of which record only who may read it; holders and their departments act.
import type { Policy } from '#kernel/access'

/** The system actor under which the engine of flows writes. */
export const flowAuthority = 'flow'

export const flowPolicies: readonly Policy[] = [
  {
    name: 'flow.seen-by-everyone',
    object: 'flow.task',
    operations: ['read'],
    who: { everyone: true },
    fields: { read: { except: ['recordTitle'] } },
  },
  {
    name: 'flow.instance-seen-by-everyone',
    object: 'flow.instance',
    operations: ['read'],
    who: { everyone: true },
    fields: { read: { except: ['title'] } },
  },
  ...['flow.task', 'flow.instance'].map(
    (object): Policy => ({
      name: `${object}.titles`,
      object,
      operations: ['read'],
      who: { everyone: true },
      about: { object: 'object', record: 'record' },
    }),
  ),
  {
    name: 'flow.holder-acts',
    object: 'flow.task',
    operations: ['accept', 'deliver', 'return', 'reassign'],
    who: { everyone: true },
    where: 'holder = me.id or department = me.department or department in me.headed',
  },
  {
    name: 'flow.waiting-reminds',
    object: 'flow.task',
    operations: ['remind'],
    who: { everyone: true },
    where: 'askedBy = me.id or askedByDepartment = me.department or department in me.headed',
  },
  { name: 'flow.cancel', object: 'flow.instance', operations: ['cancel'], who: { roles: ['admin'] } },
  { name: 'flow.versions', object: 'flow.version', operations: ['read'], who: { everyone: true } },
  {
    name: 'flow.engine',
    object: 'flow.*',
    operations: ['read', 'create', 'update'],
    who: { system: [flowAuthority] },
  },
  // Conditions may ask anything of any record, and of whatever it refers to.
  { name: 'flow.reads', object: '*', operations: ['read'], who: { system: [flowAuthority] } },
]
