// The sheets that an object's records are printed on: those it is shipped with, those changed here, and those of one's own.

import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { lazy, Suspense, useState } from 'react'
import type { PrintLayout } from '#kernel/schema'
import { ask } from '../../data/api.ts'
import { useLabel } from '../../data/metadata.ts'
import { useFormat } from '../../ui/format-context.tsx'
import { Card } from '../../ui/small.tsx'
import { faultPlace } from './checking.ts'
import { useDesigning } from './designing-context.ts'
import { Faulty } from './faulty.tsx'
import { loadLanguage } from './formula-language.ts'
import { respeltPrints } from './formula-text.ts'
import { dropPrint, freePrintName, freshLayout, putPrint } from './print-design.ts'
import { usePrintWords } from './print-words.ts'
import { bothLanguages } from './publication.ts'
import './prints-card.css'

const PrintEditor = lazy(() => import('./print-editor.tsx'))

const none: readonly PrintLayout[] = []

/** What the object is shipped with; nothing for one's own. */
function useShipped(name: string, isShipped: boolean): readonly PrintLayout[] {
  const shipped = useQuery({
    queryKey: ['shipped-prints', name],
    enabled: isShipped,
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: ({ signal }) => ask<readonly PrintLayout[]>(`/api/definitions/prints/${name}`, { signal }),
  })
  return shipped.data ?? none
}

export function PrintsCard() {
  const say = usePrintWords()
  const { design, change, checked } = useDesigning()
  const { language: spelling } = useFormat()
  const [editing, setEditing] = useState<string | null>(null)
  const { object, isShipped } = design
  const shipped = useShipped(object.name, isShipped)
  const own = object.prints ?? none
  const all = [...shipped.map((one) => own.find(({ name }) => name === one.name) ?? one)]
  all.push(...own.filter(({ name }) => !shipped.some((one) => one.name === name)))
  /** Opens a layout in the spelling of the reader; a shipped one becomes one of this design once it is changed. */
  const open = async (layout: PrintLayout): Promise<void> => {
    const language = await loadLanguage()
    if (!own.includes(layout) && checked.schema !== null) {
      const speller = { schema: checked.schema, language, spelling }
      const [spelt] = respeltPrints({ name: object.name, prints: [layout] }, speller).prints ?? []
      if (spelt) change((now) => putPrint(now, spelt))
    }
    setEditing(layout.name)
  }
  const add = (): void => {
    const resolved = checked.schema?.object(object.name)
    if (checked.schema === null || resolved === undefined) return
    const name = freePrintName(all.map((one) => one.name))
    void open(freshLayout(name, resolved, checked.schema))
  }
  const put = (layout: PrintLayout): void => change((now) => putPrint(now, layout))
  return (
    <Card title={say('title')}>
      <p className="hush">{say('hint')}</p>
      {all.length === 0 ? <p>{say('none')}</p> : null}
      <ul className="print-list">
        {all.map((layout) => (
          <Entry
            key={layout.name}
            layout={layout}
            isShipped={shipped.some(({ name }) => name === layout.name)}
            isOwn={own.some(({ name }) => name === layout.name)}
            onEdit={() => void open(layout)}
            onPut={put}
            onDrop={() => change((now) => dropPrint(now, layout.name))}
          />
        ))}
      </ul>
      <Button onClick={add} disabled={checked.schema === null}>
        {say('add')}
      </Button>
      <Suspense>
        {editing === null ? null : <PrintEditor name={editing} onClose={() => setEditing(null)} />}
      </Suspense>
    </Card>
  )
}

function Entry({
  layout,
  isShipped,
  isOwn,
  onEdit,
  onPut,
  onDrop,
}: {
  readonly layout: PrintLayout
  readonly isShipped: boolean
  readonly isOwn: boolean
  readonly onEdit: () => void
  readonly onPut: (layout: PrintLayout) => void
  readonly onDrop: () => void
}) {
  const say = usePrintWords()
  const label = useLabel()
  const { design, faults } = useDesigning()
  const name = label(bothLanguages(layout.label)) || layout.name
  const problems = faults.get(faultPlace(design.object.name, layout.name, 'prints')) ?? []
  const { retired: isHidden = false, ...inUse } = layout
  const origin = say(isHidden ? 'hidden' : isShipped ? (isOwn ? 'changed' : 'shipped') : 'own')
  return (
    <li>
      <span className="spread">
        {isHidden ? <s>{name}</s> : name}{' '}
        <small className="hush">
          {layout.paper ?? 'A4'} · {origin}
        </small>
        <Faulty faults={problems} />
      </span>
      {isHidden ? (
        <Button
          size="small"
          onClick={() => (isShipped ? onDrop() : onPut(inUse))}
          aria-label={say('bring', { name })}
        >
          {say('bring', { name: '' }).replace(/[“”]/g, '').trim()}
        </Button>
      ) : (
        <>
          <Button size="small" onClick={onEdit} aria-label={say('edit', { name })}>
            {short(say('edit', { name: '' }))}
          </Button>
          {isShipped && isOwn ? (
            <Button size="small" onClick={onDrop} aria-label={say('asShipped', { name })}>
              {short(say('asShipped', { name: '' }))}
            </Button>
          ) : null}
          <Button
            size="small"
            onClick={() => (isShipped ? onPut({ ...layout, retired: true }) : onDrop())}
            aria-label={say(isShipped ? 'hide' : 'drop', { name })}
          >
            {short(say(isShipped ? 'hide' : 'drop', { name: '' }))}
          </Button>
        </>
      )}
    </li>
  )
}

/** The verb alone: its row says what it is done to. */
const short = (text: string): string => text.replace(/\s*[“”]+/g, '').trim()
