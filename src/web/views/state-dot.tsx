// The colour of the state that a record is in, where its option has one.
import type { Row } from '#kernel/schema'
import { dotOf } from '../ui/small.tsx'
import type { StateField } from './day-field.ts'

export function StateDot({ state, row }: { readonly state: StateField | undefined; readonly row: Row }) {
  if (state === undefined) return null
  const option = state.options.find(({ key }) => key === row[state.name])
  return <i className="state-dot" style={{ '--dot': dotOf(option?.color) }} />
}
