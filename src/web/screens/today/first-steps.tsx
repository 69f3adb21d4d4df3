// What an administrator does first in a workspace where there is nobody else yet.
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useCatalog } from '../../data/metadata.ts'
import { usePage } from '../../data/records.ts'
import { useWaits } from '../../ui/from-above.tsx'
import { Card } from '../../ui/small.tsx'
import './first-steps.css'

const [department, person] = ['identity.department', 'identity.person'] as const
/** Undefined where nobody has answered; what is under way keeps what stands below in its place. */
function usePresent(object: string, count: number): boolean | undefined {
  const { data, isPending } = usePage({ object, fields: ['id'], limit: count })
  useWaits(isPending)
  return data && data.rows.length >= count
}

/** Gone once there is a department and a colleague. */
export function FirstSteps() {
  const { t } = useTranslation()
  const { metadata } = useCatalog()
  const hasDepartment = usePresent(department, 1)
  const hasColleague = usePresent(person, 2)
  const hasOwn = metadata.objects.some(({ name }) => name.startsWith('x.'))
  if (hasDepartment === undefined || hasColleague === undefined || (hasDepartment && hasColleague))
    return null
  const steps = [
    { name: 'departments', isDone: hasDepartment, to: '/o/$object/new', params: { object: department } },
    { name: 'people', isDone: hasColleague, to: '/o/$object/new', params: { object: person } },
    { name: 'objects', isDone: hasOwn, to: '/admin/objects/$design', params: { design: 'new' } },
    { name: 'modules', isDone: false, to: '/admin/modules', params: {} },
  ] as const
  return (
    <Card title={t('firstSteps.title')} className="first-steps">
      <ol>
        {steps.map(({ name, isDone, to, params }) => (
          <li key={name} data-done={isDone}>
            <Link to={to} params={params}>
              {t(`firstSteps.${name}.do`)}
            </Link>
            <small>{isDone ? t('firstSteps.done') : t(`firstSteps.${name}.why`)}</small>
          </li>
        ))}
      </ol>
    </Card>
  )
}
