// Sections one below the other: each a card, those that are tabs a row of which one is open.
import { type KeyboardEvent, type ReactNode, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLabel } from '../data/metadata.ts'
import { Card } from '../ui/small.tsx'
import { type LinesMetadata, rowsOf, type Section } from './form-sections.ts'
import './section-rows.css'

export type DrawnSection = Pick<Section, 'key' | 'label' | 'row'> & {
  readonly count?: number | undefined
  /** How much in it is to be mended. */
  readonly problems?: number
  readonly content: ReactNode
}

export function SectionRows({ sections }: { readonly sections: readonly DrawnSection[] }) {
  const { t } = useTranslation()
  const label = useLabel()
  // What is in no section of its own is more only where something stands before it.
  const titled = sections.map((section, index) => ({
    ...section,
    title: section.label === null ? t(index === 0 ? 'form.basics' : 'form.more') : label(section.label),
  }))
  return rowsOf(titled).map((row) => {
    const [first] = row
    if (first === undefined) return null
    if (first.row !== null) return <TabRow key={`row ${first.row}`} tabs={row} />
    return (
      <Card key={first.key} title={first.title} count={first.count}>
        {first.content}
      </Card>
    )
  })
}

/** Lines of a section; named where they do not come first in it. */
export function LinesRun({
  field,
  isFirst,
  children,
}: {
  readonly field: LinesMetadata
  readonly isFirst: boolean
  readonly children: ReactNode
}) {
  const label = useLabel()
  if (isFirst) return children
  return (
    <div className="run-of-lines">
      <h3>{label(field.label)}</h3>
      {children}
    </div>
  )
}

type Tab = DrawnSection & { readonly title: string }

function TabRow({ tabs }: { readonly tabs: readonly Tab[] }) {
  const { t } = useTranslation()
  const id = useId()
  const [chosen, setChosen] = useState('')
  const open = tabs.find(({ key }) => key === chosen) ?? tabs[0]
  const at = open === undefined ? 0 : tabs.indexOf(open)
  const onKey = (event: KeyboardEvent<HTMLDivElement>): void => {
    const to = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: tabs.length - 1 }[event.key]
    const next = to === undefined ? undefined : tabs[(to + tabs.length) % tabs.length]
    if (next === undefined) return
    event.preventDefault()
    setChosen(next.key)
    event.currentTarget.querySelectorAll<HTMLElement>('[role="tab"]')[tabs.indexOf(next)]?.focus()
  }
  return (
    <section className="card tabbed">
      <div className="tabs" role="tablist" onKeyDown={onKey}>
        {tabs.map((tab, index) => (
          <button
            type="button"
            role="tab"
            className="plain"
            key={tab.key}
            id={`${id}-tab-${index}`}
            aria-controls={`${id}-panel-${index}`}
            aria-selected={tab === open}
            tabIndex={tab === open ? 0 : -1}
            onClick={() => setChosen(tab.key)}
          >
            {tab.title}
            {tab.count === undefined ? null : <span className="count">{tab.count}</span>}
            {tab.problems ? (
              <span className="tab-problems">
                <span aria-hidden="true">{tab.problems}</span>
                <span className="sr-only">{t('form.tabProblems', { count: tab.problems })}</span>
              </span>
            ) : null}
          </button>
        ))}
      </div>
      {tabs.map((tab, index) => (
        <div
          role="tabpanel"
          key={tab.key}
          id={`${id}-panel-${index}`}
          aria-labelledby={`${id}-tab-${index}`}
          hidden={tab !== open}
        >
          {tab.content}
        </div>
      ))}
    </section>
  )
}

/** Takes the person to an element, into the tab that holds it. */
export function goTo(element: HTMLElement | null | undefined): void {
  const panel = element?.closest<HTMLElement>('[role="tabpanel"][hidden]')
  const tab = panel && document.getElementById(panel.getAttribute('aria-labelledby') ?? '')
  tab?.click()
  // The panel opens once the click has been drawn.
  if (tab) setTimeout(() => element?.focus())
  else element?.focus()
}
