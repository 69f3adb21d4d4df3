// Who uses a field, said one by one and gathered by what becomes of them when the field is taken out of use.
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { FieldUse, UseEffect } from '#kernel/module'
import { useFieldUsers } from '../../data/field-users.ts'
import { useCatalog, useLabel } from '../../data/metadata.ts'
import { ErrorState, Skeleton } from '../../ui/states.tsx'
import { useDesigning } from './designing-context.ts'
import { grantOf } from './grants.ts'
import { useNamesOf } from './who-select.tsx'

const effects: readonly UseEffect[] = ['blocks', 'rests', 'without']

type Asked = { readonly object: string; readonly field: string }

/** All uses of a published field. With `isLeaving` they are told with what becomes of them. */
export function FieldUses({ object, field, isLeaving = false }: Asked & { readonly isLeaving?: boolean }) {
  const { t } = useTranslation()
  const users = useFieldUsers(object, field)
  if (users.isError)
    return <ErrorState title={t('list.failed')} retry={t('retry')} onRetry={() => void users.refetch()} />
  if (users.data === undefined) return <Skeleton rows={3} label={t('loading')} />
  if (users.data.length === 0) return <p className="hush">{t('design.uses.none')}</p>
  if (!isLeaving) return <UseList uses={users.data} object={object} />
  return (
    <>
      {effects.map((effect) => {
        const uses = users.data.filter((use) => use.effect === effect)
        return uses.length === 0 ? null : (
          <section className="uses" key={effect} data-effect={effect}>
            <h3>{t(`design.uses.effect.${effect}`)}</h3>
            <UseList uses={uses} object={object} />
          </section>
        )
      })}
    </>
  )
}

function UseList({ uses, object }: { readonly uses: readonly FieldUse[]; readonly object: string }) {
  const say = useSayingUse(object)
  return (
    <ul className="use-list">
      {uses.map((use) => (
        <li key={`${use.kind} ${use.object} ${use.name}`}>
          <UseLink use={use} object={object} words={say(use)} />
        </li>
      ))}
    </ul>
  )
}

/** What stands on another object is said with that object. */
function useSayingUse(on: string): (use: FieldUse) => string {
  const { t } = useTranslation()
  const label = useLabel()
  const { object: known } = useCatalog()
  const { published } = useDesigning()
  const names = useNamesOf(published.roles)
  const called = ({ kind, name, label: own }: FieldUse): string => {
    if (kind !== 'policy' && kind !== 'grant') return label(own)
    const policy = published.policies.find((one) => one.name === name)
    const grant = policy && grantOf(policy)
    return grant ? (names.get(grant.who) ?? grant.who) : name
  }
  return (use) => {
    const words = t(`design.uses.kind.${use.kind}`, { name: called(use), count: use.count ?? 0 })
    const other = use.object === on ? undefined : known(use.object)
    return other === undefined ? words : t('design.change.inPart', { of: label(other.label), words })
  }
}

/** Leads to where the use can be changed, as far as there is such a place. */
function UseLink({
  use,
  object,
  words,
}: {
  readonly use: FieldUse
  readonly object: string
  readonly words: string
}) {
  if (use.kind === 'view')
    return (
      <Link to="/o/$object" params={{ object: use.object }} search={{ saved: use.name }}>
        {words}
      </Link>
    )
  if (use.kind === 'tile') return <Link to="/screen">{words}</Link>
  if (use.object === object || use.object === '' || !designed.has(use.kind)) return <span>{words}</span>
  return (
    <Link to="/admin/objects/$design" params={{ design: use.object }}>
      {words}
    </Link>
  )
}

/** Kinds that are changed where their object is designed. */
const designed: ReadonlySet<string> = new Set([
  'formula',
  'rollup',
  'default',
  'conditions',
  'check',
  'lines',
  'currency',
  'policy',
  'grant',
])
