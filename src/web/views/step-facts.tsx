// What the holder of a step decides by, as the step names it: read by itself, so that it stands the same wherever the step is met.
import { useTranslation } from 'react-i18next'
import type { TaskStep } from '#kernel/flow'
import type { ObjectMetadata } from '#kernel/module'
import type { LinesField, Row } from '#kernel/schema'
import type { Catalog } from '../data/catalog.ts'
import { placesOf } from '../data/main-line.ts'
import { useCatalog } from '../data/metadata.ts'
import { linesOf, usePage } from '../data/records.ts'
import { ErrorState, Skeleton } from '../ui/states.tsx'
import { FactPair } from './fact-pair.tsx'
import { LinesTable } from './lines-table.tsx'
import { askedNames, fieldsAt } from './stream-sources.ts'

/** What is decided by when this action is taken: that of the first step that asks for it; nothing where none says. */
export function factsOf({ metadata: { flows } }: Catalog, object: string, action: string): readonly string[] {
  const steps = flows
    .filter((flow) => flow.object === object)
    .flatMap(({ steps: all }) => placesOf(all).flat())
  const asking = steps.find(
    (step): step is TaskStep =>
      step.kind === 'task' && step.facts !== undefined && step.actions?.includes(action) === true,
  )
  return asking?.facts ?? []
}

export function StepFacts({
  object,
  id,
  names,
}: {
  readonly object: ObjectMetadata
  readonly id: string
  readonly names: readonly string[]
}) {
  const { t } = useTranslation()
  const fields = fieldsAt(useCatalog(), object, names)
  const lines = fields.filter((field) => field.type === 'lines')
  const plain = fields.filter(({ type }) => type !== 'lines')
  const page = usePage({
    object: object.name,
    filter: { field: 'id', is: 'eq', value: id },
    fields: [...new Set(askedNames(object, plain))],
    lines: Object.fromEntries(lines.map(({ name }) => [name, {}])),
    limit: 1,
  })
  if (page.isPending) return <Skeleton rows={4} label={t('loading')} />
  if (page.isError)
    return <ErrorState title={t('list.failed')} retry={t('retry')} onRetry={() => void page.refetch()} />
  const row: Row = page.data.rows[0] ?? {}
  return (
    <div className="step-facts">
      <dl className="fields reading">
        {plain
          .filter(({ name }) => (row[name] ?? '') !== '')
          .map((field) => (
            <FactPair
              key={field.name}
              field={field}
              row={row}
              className="field"
              data-wide={['longText', 'richText'].includes(field.type)}
            />
          ))}
      </dl>
      {lines.map((field) => (
        <LinesTable key={field.name} field={field as LinesField} rows={linesOf(row, field.name)} />
      ))}
    </div>
  )
}
