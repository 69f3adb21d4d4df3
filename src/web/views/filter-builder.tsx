// Conditions put together by clicking: groups in groups, all or any of them, over every field that can be asked.
import { Button, Segmented } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FieldMetadata, ObjectMetadata } from '#kernel/module'
import { useLabel } from '../data/metadata.ts'
import {
  type Condition,
  conditionCount,
  type FilterGroup,
  type FilterNode,
  filterKind,
  filterText,
  isGroup,
  limits,
  operators,
  valuesTaken,
} from './filter-tree.ts'
import { FilterValue } from './filter-value.tsx'
import './filter-builder.css'
import { Choice } from '../fields/choice.tsx'

const settledMs = 300

/** The fields that a filter may name, as they are drawn. */
const askable = ({ fields }: ObjectMetadata): readonly FieldMetadata[] =>
  fields.filter((field) => !field.hidden && filterKind(field) !== null)

const emptyGroup: FilterGroup = { join: 'and', of: [] }

function startOf(field: FieldMetadata | undefined): Condition {
  const kind = field && filterKind(field)
  const [first] = kind ? operators[kind] : []
  return { field: field?.name ?? '', is: first ?? 'eq', values: kind === 'boolean' ? ['true'] : [] }
}

export function FilterBuilder({
  object,
  where,
  onChange,
}: {
  readonly object: ObjectMetadata
  readonly where: FilterGroup | null
  readonly onChange: (where: FilterGroup | null) => void
}) {
  const { t } = useTranslation()
  const fields = askable(object)
  const [group, setGroup] = useBuilt(where, startOf(fields[0]), onChange)
  return (
    <section className="filter-panel" aria-label={t('filter.builder')}>
      <GroupEdit object={object.name} fields={fields} group={group} depth={0} onChange={setGroup} />
    </section>
  )
}

/** What is being built: told on once it has stood a moment, and taken over when the address says something else. */
function useBuilt(
  where: FilterGroup | null,
  first: Condition,
  onChange: (where: FilterGroup | null) => void,
): readonly [FilterGroup, (group: FilterGroup) => void] {
  const [group, setGroup] = useState<FilterGroup>(() => where ?? { ...emptyGroup, of: [first] })
  const text = where === null ? '' : filterText(where)
  // What was told arrives in the address a little later, and one after the other; only anything else is news.
  const known = useRef(text)
  const told = useRef<readonly string[]>([])
  const latest = useRef(onChange)
  latest.current = onChange
  useEffect(() => {
    if (text === known.current) return
    known.current = text
    const at = told.current.indexOf(text)
    told.current = at < 0 ? [] : told.current.slice(at + 1)
    if (at < 0) setGroup(where ?? emptyGroup)
  }, [text, where])
  useEffect(() => {
    const next = group.of.length === 0 ? '' : filterText(group)
    if (next === (told.current.at(-1) ?? known.current)) return
    const timer = setTimeout(() => {
      told.current = [...told.current, next]
      latest.current(group.of.length === 0 ? null : group)
    }, settledMs)
    return () => clearTimeout(timer)
  }, [group])
  return [group, setGroup]
}

type GroupProps = {
  readonly object: string
  readonly fields: readonly FieldMetadata[]
  readonly group: FilterGroup
  readonly depth: number
  readonly onChange: (group: FilterGroup) => void
  readonly onRemove?: () => void
}

function GroupEdit({ object, fields, group, depth, onChange, onRemove }: GroupProps) {
  const { t } = useTranslation()
  const replace = (index: number, node: FilterNode | null): void =>
    onChange({ ...group, of: group.of.flatMap((old, at) => (at === index ? (node ?? []) : old)) })
  const add = (node: FilterNode): void => onChange({ ...group, of: [...group.of, node] })
  const isFull = conditionCount(group) >= limits.nodes / 2
  return (
    <fieldset className="filter-group" aria-label={t('filter.group')}>
      <div className="filter-join">
        <Segmented<FilterGroup['join']>
          size="small"
          aria-label={t('filter.join')}
          value={group.join}
          options={[
            { value: 'and', label: t('filter.and') },
            { value: 'or', label: t('filter.or') },
          ]}
          onChange={(join) => onChange({ ...group, join })}
        />
        {onRemove === undefined ? null : <RemoveButton label={t('filter.removeGroup')} onClick={onRemove} />}
      </div>
      {group.of.map((node, index) =>
        isGroup(node) ? (
          <GroupEdit
            // biome-ignore lint/suspicious/noArrayIndexKey: conditions have no identity besides their place
            key={index}
            {...{ object, fields, depth: depth + 1, group: node }}
            onChange={(next) => replace(index, next)}
            onRemove={() => replace(index, null)}
          />
        ) : (
          <ConditionEdit
            // biome-ignore lint/suspicious/noArrayIndexKey: conditions have no identity besides their place
            key={index}
            {...{ object, fields, condition: node }}
            onChange={(next) => replace(index, next)}
            onRemove={() => replace(index, null)}
          />
        ),
      )}
      <div className="filter-add">
        <Button size="small" disabled={isFull} onClick={() => add(startOf(fields[0]))}>
          {t('filter.add')}
        </Button>
        {depth >= limits.depth - 2 ? null : (
          <Button
            size="small"
            type="text"
            disabled={isFull}
            onClick={() => add({ join: group.join === 'and' ? 'or' : 'and', of: [startOf(fields[0])] })}
          >
            {t('filter.addGroup')}
          </Button>
        )}
      </div>
    </fieldset>
  )
}

const RemoveButton = ({ label, onClick }: { readonly label: string; readonly onClick: () => void }) => (
  <button type="button" className="plain filter-remove" aria-label={label} onClick={onClick}>
    ×
  </button>
)

function ConditionEdit({
  object,
  fields,
  condition,
  onChange,
  onRemove,
}: Pick<GroupProps, 'object' | 'fields'> & {
  readonly condition: Condition
  readonly onChange: (condition: Condition) => void
  readonly onRemove: () => void
}) {
  const { t } = useTranslation()
  const label = useLabel()
  const field = fields.find(({ name }) => name === condition.field)
  const kind = field && filterKind(field)
  const change = (is: Condition['is']): void =>
    onChange({ ...condition, is, values: keptValues(condition, is) })
  return (
    <div className="filter-condition">
      <Choice
        aria-label={t('filter.field')}
        listLabel={t('filter.field')}
        showSearch={{ optionFilterProp: 'label' }}
        popupMatchSelectWidth={false}
        value={condition.field}
        options={fields.map(({ name, label: text }) => ({ value: name, label: label(text) }))}
        onChange={(name) => onChange(startOf(fields.find((one) => one.name === name)))}
      />
      <Choice<Condition['is']>
        aria-label={t('filter.operator')}
        listLabel={t('filter.operator')}
        popupMatchSelectWidth={false}
        value={condition.is}
        options={(kind ? operators[kind] : []).map((is) => ({
          value: is,
          label: t(`filter.${kind === 'date' || kind === 'datetime' ? 'dayIs' : 'is'}.${is}`),
        }))}
        onChange={change}
      />
      <span className="filter-value">
        {field === undefined || valuesTaken(condition.is) === 0 ? null : (
          <FilterValue object={object} field={field} condition={condition} onChange={onChange} />
        )}
      </span>
      <RemoveButton label={t('filter.remove')} onClick={onRemove} />
    </div>
  )
}

/** Values go along to another operator that takes as many of the same kind. */
const keptValues = ({ is, values }: Condition, next: Condition['is']): readonly string[] =>
  isRange(is) === isRange(next) ? values.slice(0, valuesTaken(next)) : []

const isRange = (is: Condition['is']): boolean => is === 'within' || is === 'notWithin'
