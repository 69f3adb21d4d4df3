// Who may do what with an object, as people tick it, and the policies that say so. Pure.
import type { Policy, Who } from '#kernel/access'

/** `everyone`, `role:sales` or `department:<id>`. */
export type WhoKey = string

/** Which records: all, those they made themselves, or those somebody of their department made. */
export type Reach = 'all' | 'own' | 'department'

export type Grant = {
  readonly who: WhoKey
  readonly reach: Reach
  readonly operations: readonly GrantedOperation[]
  /** Fields these people do not see. */
  readonly hidden: readonly string[]
  /** Fields these people see and do not fill in. */
  readonly fixed: readonly string[]
}

export const grantedOperations = ['read', 'create', 'update', 'remove', 'export', 'import', 'asOf'] as const
export type GrantedOperation = (typeof grantedOperations)[number]

/** Who sees a record may also print and copy it. */
const withReading = ['print', 'copy'] as const

export const reachFormulas: Readonly<Record<Reach, string | undefined>> = {
  all: undefined,
  own: 'createdBy = me.id',
  department: 'createdBy.department = me.department',
}

export function whoOf(keys: readonly WhoKey[]): Who {
  if (keys.includes('everyone')) return { everyone: true }
  const named = (kind: string): readonly string[] =>
    keys.flatMap((key) => (key.startsWith(`${kind}:`) ? [key.slice(kind.length + 1)] : []))
  const [roles, departments] = [named('role'), named('department')]
  return { ...(roles.length > 0 ? { roles } : {}), ...(departments.length > 0 ? { departments } : {}) }
}

export const keysOf = ({ everyone, roles = [], departments = [] }: Who): readonly WhoKey[] => [
  ...(everyone ? ['everyone'] : []),
  ...roles.map((role) => `role:${role}`),
  ...departments.map((department) => `department:${department}`),
]

export const grantName = (object: string, { who, reach }: Pick<Grant, 'who' | 'reach'>): string =>
  `${object} ${who} ${reach}`

export function policyOf(object: string, grant: Grant): Policy {
  const { who, reach, operations, hidden, fixed } = grant
  const where = reachFormulas[reach]
  const reads = operations.includes('read')
  return {
    name: grantName(object, grant),
    object,
    operations: [...operations, ...(reads ? withReading : [])],
    who: whoOf([who]),
    ...(where === undefined ? {} : { where }),
    fields: { read: exceptOf(hidden), write: exceptOf([...hidden, ...fixed]) },
    layer: 'overlay',
  }
}

const exceptOf = (names: readonly string[]): '*' | { readonly except: readonly string[] } =>
  names.length === 0 ? '*' : { except: [...new Set(names)] }

/** The grant that a policy came from; null for one that was written elsewhere and is left as it is. */
export function grantOf(policy: Policy): Grant | null {
  const [who, ...more] = keysOf(policy.who)
  const reach = (Object.keys(reachFormulas) as Reach[]).find((one) => reachFormulas[one] === policy.where)
  if (who === undefined || more.length > 0 || reach === undefined) return null
  const hidden = exceptIn(policy.fields?.read)
  const grant: Grant = {
    who,
    reach,
    operations: grantedOperations.filter((name) => policy.operations.includes(name)),
    hidden,
    fixed: exceptIn(policy.fields?.write).filter((name) => !hidden.includes(name)),
  }
  return policy.name === grantName(policy.object, grant) ? grant : null
}

const exceptIn = (grant: unknown): readonly string[] =>
  typeof grant === 'object' && grant !== null && 'except' in grant ? (grant.except as readonly string[]) : []

/** Lines are seen and changed as the record they belong to; nobody else is told that they exist. */
export function partPolicy(part: string, by: string, grants: readonly Grant[]): Policy {
  const may = (...names: readonly GrantedOperation[]): boolean =>
    grants.some(({ operations }) => names.some((name) => operations.includes(name)))
  return {
    name: `${part} with its record`,
    object: part,
    operations:
      grants.length === 0
        ? []
        : [
            'read',
            'export',
            ...withReading,
            ...(may('create', 'update') ? ['create', 'update', 'remove'] : []),
          ],
    who: whoOf(grants.map(({ who }) => who)),
    via: by,
    layer: 'overlay',
  }
}

/** Who sees and who fills in a field that was added to a shipped object, on the records they see and change anyhow. */
export type FieldGrant = { readonly read: readonly WhoKey[]; readonly write: readonly WhoKey[] }
export const noFieldGrant: FieldGrant = { read: [], write: [] }

const fieldPolicyName = (object: string, field: string, what: 'read' | 'write'): string =>
  `${object}.${field} ${what}`

/** Two policies; without people they have no operations, which takes them out. */
export function fieldPolicies(object: string, field: string, { read, write }: FieldGrant): readonly Policy[] {
  // Who fills something in sees it.
  const readers = [...new Set([...read, ...write])]
  const common = { object, onTop: true, layer: 'overlay' } as const
  return [
    {
      ...common,
      name: fieldPolicyName(object, field, 'read'),
      operations: readers.length === 0 ? [] : ['read', 'export', ...withReading],
      who: whoOf(readers),
      fields: { read: [field], write: [] },
    },
    {
      ...common,
      name: fieldPolicyName(object, field, 'write'),
      operations: write.length === 0 ? [] : ['create', 'update'],
      who: whoOf(write),
      fields: { read: [], write: [field] },
    },
  ]
}

export function fieldGrantOf(object: string, field: string, policies: readonly Policy[]): FieldGrant {
  const keys = (what: 'read' | 'write'): readonly WhoKey[] => {
    const found = policies.find(({ name }) => name === fieldPolicyName(object, field, what))
    return found ? keysOf(found.who) : []
  }
  return { read: keys('read'), write: keys('write') }
}

const isOfField = ({ onTop, name }: Policy): boolean => onTop === true && / (read|write)$/.test(name)

/** The customer's own rights on a shipped object; those that open an added field are designed with the field. */
export const rightsIn = (policies: readonly Policy[], object: string): readonly Policy[] =>
  policies.filter((policy) => policy.object === object && !isOfField(policy))
