// What stages claim and what is there to show for it: the same needs that let a record in, asked of those that stand in it now. Pure.

import type { ObjectMetadata } from '#kernel/module'
import type { Filter } from '#kernel/records'
import type { Label, Stage } from '#kernel/schema'

/** A stage that takes evidence, with what its choice is called. */
export type ClaimedStage = {
  readonly key: string
  readonly label: Label
  /** The records that stand in the stage. */
  readonly claimed: Filter
  /** Those of them that lack what entering it takes. */
  readonly lacking: Filter
}

/** The stages of an object that take evidence, in their order. */
export function claimedStages({ path, fields }: ObjectMetadata): readonly ClaimedStage[] {
  const field = fields.find(({ name }) => name === path?.field)
  const options = field?.type === 'select' ? field.options : []
  return (path?.stages ?? []).flatMap((stage) => {
    const label = options.find(({ key }) => key === stage.key)?.label
    const needs = formulaOf(stage)
    if (path === undefined || label === undefined || needs === '') return []
    const claimed: Filter = { field: path.field, is: 'eq', value: stage.key }
    return [{ key: stage.key, label, claimed, lacking: { and: [claimed, { not: { formula: needs } }] } }]
  })
}

const formulaOf = ({ needs = [] }: Stage): string => needs.map(({ formula }) => `(${formula})`).join(' and ')
