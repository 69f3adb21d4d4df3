// What stages claim and what is there to show for it: the same needs that let a record in, asked of those that stand in it now. Pure.

import type { ObjectMetadata } from '#kernel/module'
import type { Filter } from '#kernel/records'
import type { Label } from '#kernel/schema'

/** A stage that takes evidence, with what its choice is called. */
export type ClaimedStage = {
  readonly key: string
  readonly label: Label
  /** The records that stand in the stage and lack what entering it takes. */
  readonly lacking: Filter
}

/** The stages of an object that take evidence, in their order. */
export function claimedStages({ path, fields }: ObjectMetadata): readonly ClaimedStage[] {
  const field = fields.find(({ name }) => name === path?.field)
  const options = field?.type === 'select' ? field.options : []
  return (path?.stages ?? []).flatMap(({ key, needs = [] }) => {
    const label = options.find((option) => option.key === key)?.label
    if (path === undefined || label === undefined || needs.length === 0) return []
    const formula = needs.map((need) => `(${need.formula})`).join(' and ')
    return [
      { key, label, lacking: { and: [{ field: path.field, is: 'eq', value: key }, { not: { formula } }] } },
    ]
  })
}
