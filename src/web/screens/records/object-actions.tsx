// Actions of an object as a whole, such as a stock transfer: they run on no record.
import { Button } from 'antd'
import { lazy, Suspense, useState } from 'react'
import type { ActionMetadata, ObjectMetadata } from '#kernel/module'
import { useLabel } from '../../data/metadata.ts'

const ActionDialog = lazy(() => import('../../views/action-dialog.tsx'))

export function ObjectActions({ object }: { readonly object: ObjectMetadata }) {
  const label = useLabel()
  const [running, setRunning] = useState<ActionMetadata | null>(null)
  const allowed = (name: string): boolean =>
    object.operations.includes(name) || object.operations.includes('*')
  const actions = object.actions.filter(
    ({ target, name, assists }) => target === 'none' && !assists && allowed(name),
  )
  return (
    <>
      {actions.map((action) => (
        <Button key={action.name} onClick={() => setRunning(action)}>
          {label(action.label)}
        </Button>
      ))}
      <Suspense>
        {running === null ? null : (
          <ActionDialog object={object} row={null} action={running} onClose={() => setRunning(null)} />
        )}
      </Suspense>
    </>
  )
}
