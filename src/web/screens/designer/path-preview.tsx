// The path as people will see it: where a record would stand is chosen by pressing where it may go.
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Abilities, ObjectMetadata } from '#kernel/module'
import {
  formulaNeeds,
  mayBegin,
  mergedPath,
  type Option,
  type ResolvedField,
  resolvedPath,
  type StagePath,
} from '#kernel/schema'
import { useLabel } from '../../data/metadata.ts'
import { PathLine } from '../../views/path-line.tsx'
import { stageSteps } from '../../views/stage-steps.ts'
import { useDesigning } from './designing-context.ts'
import { bothLanguages } from './publication.ts'
import type { EditedPath } from './states-card.tsx'

/** What is shipped with what is added to it, as it is published. */
export const wholePath = ({ path, shipped }: EditedPath): StagePath =>
  shipped === undefined ? path : (mergedPath(shipped, path).path ?? path)

export function PathPreview({ edited }: { readonly edited: EditedPath }) {
  const { t } = useTranslation()
  const label = useLabel()
  const { design, checked } = useDesigning()
  const [chosen, setChosen] = useState<string | null>(null)
  const { field } = edited
  const path = wholePath(edited)
  const first = path.stages.find(({ key }) => mayBegin(path, key))?.key
  const now = path.stages.find(({ key }) => key === chosen) ?? path.stages.find(({ key }) => key === first)
  if (field === undefined || now === undefined) return null
  const fields: ReadonlyMap<string, ResolvedField> =
    checked.schema?.object(design.object.name)?.byName ?? new Map()
  const options = field.options.map((option): Option => ({ ...option, label: bothLanguages(option.label) }))
  const drawn = { fields: [{ ...field, options }], title: '' } as unknown as ObjectMetadata
  const stages: Abilities['stages'] = (now.next ?? []).map((key) => ({ key, missing: [] }))
  const abilities: Abilities = { update: true, remove: false, writable: [], actions: [], stages }
  const steps = stageSteps(
    drawn,
    resolvedPath(path, fields),
    { [field.name]: now.key },
    { ...abilities, writable: [field.name] },
    (_, { value }) => ({
      kind: 'field',
      field: { ...field, writable: true, layer: 'overlay' },
      value: value ?? null,
      isDay: false,
    }),
  )
  const called = (key: string): string => label(options.find((one) => one.key === key)?.label ?? noLabel)
  // Of the nearest step on that takes anything, as on a record.
  const asks = (now.next ?? []).flatMap((key) => {
    const { needs = [], aside } = path.stages.find((stage) => stage.key === key) ?? {}
    const sentences = needs.flatMap((need) => formulaNeeds(need, fields)).map(({ message }) => label(message))
    return sentences.length === 0 || aside ? [] : [{ key, text: [...new Set(sentences)].join('；') }]
  })
  const guidance = now.guidance === undefined ? '' : label(bothLanguages(now.guidance))
  return (
    <section className="stage-path states-preview" aria-label={t('design.states.preview')}>
      <PathLine steps={steps} onStep={({ stage }) => setChosen(stage.key)} />
      <div className="stage-now">
        <p>
          {guidance}
          {asks.slice(0, 1).map(({ key, text }) => (
            <small className="stage-others" key={key}>
              {t('stage.lacks', { stage: called(key), what: text })}
            </small>
          ))}
        </p>
        {now.key === first ? null : (
          <button type="button" className="plain hush" onClick={() => setChosen(null)}>
            {t('design.states.again')}
          </button>
        )}
      </div>
    </section>
  )
}

const noLabel = { 'zh-CN': '', en: '' }
