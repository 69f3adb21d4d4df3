// How the form of an object is laid out: sections with their fields, for every occasion or for one; moved by mouse or keys.
import { Button, Segmented } from 'antd'
import { type DragEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import { type Field, type LayoutItem, type LayoutSection, layoutNames } from '#kernel/schema'
import { useCatalog, useLabel } from '../../data/metadata.ts'
import { Card } from '../../ui/small.tsx'
import { faultPlace, sectionPlace } from './checking.ts'
import { useDesigning } from './designing-context.ts'
import { Faulty } from './faulty.tsx'
import { fieldKinds, kindOf } from './field-kinds.ts'
import { Grip } from './grip.tsx'
import {
  addSection,
  changeSection,
  dropLayout,
  dropSection,
  editSections,
  type FieldPlace,
  hasLayout,
  layoutLabels,
  moveSection,
  placeable,
  placeField,
  sectionsIn,
  stepOf,
  widened,
} from './layout-design.ts'
import { fill, useLayoutWords } from './layout-words.ts'
import { bothLanguages } from './publication.ts'
import { SectionSettings } from './section-settings.tsx'
import './layout-card.css'

const draggedField = 'application/x-baton-placed'
const draggedSection = 'application/x-baton-section'

export default function LayoutCard() {
  const words = useLayoutWords()
  const label = useLabel()
  const { looked, look } = useDesigning()
  const laying = useLaying()
  const root = useRef<HTMLDivElement>(null)
  // What was moved by its keys is gone on with, wherever it stands now.
  useEffect(() => {
    const { current: name } = laying.moved
    if (name === null) return
    laying.moved.current = null
    const grips = root.current?.querySelectorAll<HTMLElement>('[data-grip]') ?? []
    ;[...grips].find(({ dataset }) => dataset.grip === name)?.focus()
  })
  const own = laying.isOwn
  const state = own ? words.own : looked === 'usual' ? words.plain : words.asUsual
  return (
    <Card title={words.title} className="layout-card">
      <p className="hush">{words.hint}</p>
      <div className="layout-which">
        <Segmented
          aria-label={words.which}
          value={looked}
          options={layoutNames.map((value) => ({ value, label: label(layoutLabels[value]) }))}
          onChange={look}
        />
        <small className="hush">
          {looked === 'phone' && !own ? words.phoneHint : state}{' '}
          {own ? (
            <button type="button" className="plain accent" onClick={laying.reset}>
              {looked === 'usual' ? words.resetUsual : words.reset}
            </button>
          ) : null}
        </small>
      </div>
      <Faulty faults={laying.faults} />
      <div ref={root}>
        <ol className="layout-sections" aria-label={words.sections}>
          {laying.sections.map((section, at) => (
            <SectionBox key={section.name} laying={laying} section={section} at={at} />
          ))}
        </ol>
        <Rest laying={laying} />
      </div>
      <span className="sr-only" role="status">
        {laying.said}
      </span>
      <Button onClick={laying.add}>{words.add}</Button>
    </Card>
  )
}

type Laying = ReturnType<typeof useLaying>

/** The layout that is worked on, and everything that may be done to it. */
function useLaying() {
  const words = useLayoutWords()
  const label = useLabel()
  const { design, change, looked, faults } = useDesigning()
  const known = useCatalog().object(design.object.name)
  const [open, setOpen] = useState<string | null>(null)
  const [said, setSaid] = useState('')
  const moved = useRef<string | null>(null)
  const fields = new Map(placeable(design, known).map((field) => [field.name, field]))
  const sections = sectionsIn(design, known, looked)
  const named = new Set(sections.flatMap(({ items }) => items.map(({ field }) => field)))
  const edit = (next: (all: readonly LayoutSection[]) => readonly LayoutSection[]): void =>
    change((now) => editSections(now, known, looked, next))
  const isSeen = (name: string): boolean => fields.has(name)
  const titleOf = (section: LayoutSection | undefined): string =>
    section === undefined ? words.rest : label(bothLanguages(section.label)) || words.unnamed
  const nameOf = (field: Field | undefined): string =>
    field === undefined ? '' : label(bothLanguages(field.label)) || field.name
  const put = (field: string, place: FieldPlace): void => {
    edit((all) => placeField(all, field, place))
    const after = placeField(sections, field, place)
    const section = after.find(({ name }) => name === place.section)
    const at = section?.items.filter((one) => isSeen(one.field)).findIndex((one) => one.field === field) ?? 0
    setSaid(fill(words.moved, { name: nameOf(fields.get(field)), section: titleOf(section), place: at + 1 }))
  }
  return {
    ...{ sections, fields, open, setOpen, said, moved, edit, put, titleOf, nameOf },
    isOwn: hasLayout(design, looked),
    faults: faults.get(faultPlace(design.object.name, looked, 'layouts')) ?? [],
    faultsOf: (section: string) => faults.get(sectionPlace(design.object.name, looked, section)) ?? [],
    rest: [...fields.values()].filter(({ name }) => !named.has(name)),
    reset: () => change((now) => dropLayout(now, looked)),
    add: () => {
      const after = addSection(sections)
      edit(addSection)
      setOpen(after.at(-1)?.name ?? null)
    },
    step: (field: string, by: number) => {
      const place = stepOf(sections, isSeen, field, by)
      if (place === null) return
      moved.current = field
      put(field, place)
    },
    stepSection: (name: string, by: number) => {
      moved.current = name
      edit((all) => moveSection(all, name, by))
      const place = sections.findIndex((one) => one.name === name) + by + 1
      const count = sections.length
      setSaid(fill(words.movedSection, { place: Math.max(1, Math.min(count, place)), count }))
    },
  }
}

/** What takes what is dragged over it. */
const taking = (kinds: readonly string[], onDrop: (event: DragEvent) => void) => ({
  onDragOver: (event: DragEvent) => {
    if (kinds.some((kind) => event.dataTransfer.types.includes(kind))) event.preventDefault()
  },
  onDrop: (event: DragEvent) => {
    if (!kinds.some((kind) => event.dataTransfer.types.includes(kind))) return
    event.preventDefault()
    event.stopPropagation()
    onDrop(event)
  },
})

function SectionBox({
  laying,
  section,
  at,
}: {
  readonly laying: Laying
  readonly section: LayoutSection
  readonly at: number
}) {
  const words = useLayoutWords()
  const { name, columns, tab, when } = section
  const title = laying.titleOf(section)
  const isOpen = laying.open === name
  const problems = laying.faultsOf(name)
  const marks = [
    columns === undefined ? '' : fill(words.marks.columns, { count: columns }),
    tab ? words.marks.tab : '',
    when ? words.marks.when : '',
  ].filter(Boolean)
  const onDrop = ({ dataTransfer }: DragEvent): void => {
    const field = dataTransfer.getData(draggedField)
    const other = dataTransfer.getData(draggedSection)
    const from = laying.sections.findIndex((one) => one.name === other)
    if (field !== '') laying.put(field, { section: name })
    else if (from >= 0) laying.stepSection(other, at - from)
  }
  return (
    <li
      className="layout-section"
      data-bad={problems.length > 0}
      {...taking([draggedField, draggedSection], onDrop)}
    >
      <div className="field-head">
        <Grip
          label={fill(words.place, { name: fill(words.section, { name: title }) })}
          kind={draggedSection}
          carries={name}
          onMove={(by) => laying.stepSection(name, by)}
        />
        <button
          type="button"
          className="plain field-name"
          aria-expanded={isOpen}
          onClick={() => laying.setOpen(isOpen ? null : name)}
        >
          <strong className="cut">{title}</strong>
          <small className="hush">{marks.join(' · ')}</small>
        </button>
      </div>
      {isOpen ? (
        <SectionSettings
          section={section}
          problems={problems}
          onChange={(changed) => laying.edit((all) => changeSection(all, changed))}
          onDrop={() => laying.edit((all) => dropSection(all, name))}
        />
      ) : null}
      <Items laying={laying} section={name} items={section.items} columns={columns ?? 3} label={title} />
    </li>
  )
}

function Items({
  laying,
  section,
  items,
  columns,
  label,
}: {
  readonly laying: Laying
  readonly section: string | null
  readonly items: readonly LayoutItem[]
  readonly columns: number
  readonly label: string
}) {
  const words = useLayoutWords()
  const rows = items.flatMap((item): { item: LayoutItem; field: Field }[] => {
    const field = laying.fields.get(item.field)
    return field === undefined ? [] : [{ item, field }]
  })
  if (rows.length === 0) return <p className="layout-empty hush">{words.empty}</p>
  return (
    <ol className="layout-items" aria-label={label}>
      {rows.map(({ item, field }) => (
        <Item key={field.name} laying={laying} field={field} section={section}>
          {section === null || columns === 1 || field.type === 'lines' ? null : (
            <button
              type="button"
              className="plain layout-width"
              aria-label={`${fill(words.width, { name: laying.nameOf(field) })}: ${widthText(words, item)}`}
              onClick={() => laying.edit((all) => widened(all, field.name, columns))}
            >
              {widthText(words, item)}
            </button>
          )}
        </Item>
      ))}
    </ol>
  )
}

const widthText = (words: ReturnType<typeof useLayoutWords>, { span }: LayoutItem): string =>
  span === undefined ? words.widthAuto : fill(words.widthOf, { count: span })

function Item({
  laying,
  field,
  section,
  children,
}: {
  readonly laying: Laying
  readonly field: Field
  readonly section: string | null
  readonly children: ReactNode
}) {
  const words = useLayoutWords()
  const kind = kindOf(field)
  const { name } = field
  const onDrop = ({ dataTransfer }: DragEvent): void =>
    laying.put(dataTransfer.getData(draggedField), { section, before: name })
  return (
    <li {...taking([draggedField], onDrop)}>
      <Grip
        label={fill(words.place, { name: `“${laying.nameOf(field)}”` })}
        kind={draggedField}
        carries={name}
        onMove={(by) => laying.step(name, by)}
      />
      <span className="sign" aria-hidden="true">
        {kind === 'json' ? '{}' : fieldKinds[kind].sign}
      </span>
      <span className="cut">{laying.nameOf(field)}</span>
      {children}
    </li>
  )
}

function Rest({ laying }: { readonly laying: Laying }) {
  const words = useLayoutWords()
  const onDrop = ({ dataTransfer }: DragEvent): void =>
    laying.put(dataTransfer.getData(draggedField), { section: null })
  return (
    <section
      className="layout-section layout-rest"
      aria-label={words.rest}
      {...taking([draggedField], onDrop)}
    >
      <p className="layout-rest-head">
        <strong>{words.rest}</strong> <small className="hush">{words.restHint}</small>
      </p>
      <Items
        laying={laying}
        section={null}
        items={laying.rest.map(({ name }) => ({ field: name }))}
        columns={1}
        label={words.rest}
      />
    </section>
  )
}
