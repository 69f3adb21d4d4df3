// What a whole configuration would change: each object with its sentences.

import type { Published } from '../../data/definitions.ts'
import { useCatalog, useLabel } from '../../data/metadata.ts'
import { useSaying } from './use-saying.ts'
import type { ObjectDifferences } from './whole-differences.ts'

export function DifferenceList({
  roles,
  differences,
}: {
  readonly roles: Published['roles']
  readonly differences: readonly ObjectDifferences[]
}) {
  const say = useSaying(roles)
  const label = useLabel()
  const catalog = useCatalog()
  return (
    <div className="all-differences">
      {differences.map(({ object, label: own, differences: told }) => (
        <section key={object ?? ''}>
          {object === null ? null : <h3>{label(own ?? catalog.object(object)?.label) || object}</h3>}
          <ul className="sentences">
            {[...new Set(told.map(say))].map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  )
}
