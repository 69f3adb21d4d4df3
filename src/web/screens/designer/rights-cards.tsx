// Who may do what with the object that is designed: one of one's own, or one that is shipped.
import { useDesigning } from './designing-context.ts'
import { GrantsCard } from './grants-card.tsx'
import { ShippedRights } from './shipped-rights.tsx'

export default function RightsCards({ isWanted }: { readonly isWanted: boolean }) {
  const { design } = useDesigning()
  return design.isShipped ? <ShippedRights isWanted={isWanted} /> : <GrantsCard />
}
