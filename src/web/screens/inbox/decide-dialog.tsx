// Saying yes to one thing: what it is decided by in sight, a word with it, and what the server says where it refuses.
import type { ReactNode } from 'react'
import type { Approval } from '../../data/inbox.ts'
import { useCatalog } from '../../data/metadata.ts'
import { useRecord } from '../../data/records.ts'
import ActionDialog from '../../views/action-dialog.tsx'

export default function DecideDialog({
  approval,
  otherwise,
  onClose,
}: {
  readonly approval: Approval
  /** What stands there where the record cannot be read. */
  readonly otherwise: ReactNode
  readonly onClose: () => void
}) {
  const object = useCatalog().object(approval.object)
  const action = object?.actions.find(({ name }) => name === approval.action)
  const record = useRecord(approval.object, approval.id)
  if (object === undefined || action === undefined) return otherwise
  if (!record.data) return record.isPending ? null : otherwise
  return <ActionDialog object={object} row={record.data} action={action} onClose={onClose} />
}
