// Bringing a table into an object: choose a file, say which column fills which field, try it out, import.
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ImportLook, ImportWish, ObjectMetadata } from '#kernel/module'
import { mayDo } from '../../data/catalog.ts'
import { useCatalog, useLabel } from '../../data/metadata.ts'
import { setListLayout, useListLayout } from '../../data/preferences.ts'
import { problemText } from '../../data/problem-text.ts'
import { EmptyState } from '../../ui/states.tsx'
import { toast } from '../../ui/toast.tsx'
import { ColumnTable } from './column-table.tsx'
import { Earlier } from './earlier.tsx'
import { FileDrop, usePageFiles } from './file-drop.tsx'
import { begin, lookAt, sendFile } from './imports.ts'
import { Running } from './running.tsx'
import './import.css'

export default function ImportScreen() {
  const { t } = useTranslation()
  const { object: name = '' } = useParams({ strict: false })
  const label = useLabel()
  const object = useCatalog().object(name)
  if (object === undefined || !mayDo(object, 'import'))
    return <EmptyState title={t('import.none')} hint={object ? label(object.label) : t('list.unknownHint')} />
  return <Import key={name} object={object} />
}

type Chosen = { readonly file: string; readonly name: string; readonly looked: ImportLook }

function Import({ object }: { readonly object: ObjectMetadata }) {
  const { t } = useTranslation()
  const label = useLabel()
  const navigate = useNavigate()
  const { run } = useSearch({ strict: false }) as { run?: string }
  const { chosen, wish, setWish, busy, fault, open, look, again } = useChosen(object)
  usePageFiles(run === undefined && busy === null ? open : null)
  const show = (id: string | undefined): void =>
    void navigate({ to: '/import/$object', params: { object: object.name }, search: id ? { run: id } : {} })
  const start = async (next: ImportWish): Promise<void> => {
    setListLayout(object.name, { imports: next.columns })
    const begun = await begin(next)
    if (begun.ok) show(begun.value.id)
    else toast({ kind: 'bad', text: problemText(begun.problems, t) })
  }
  return (
    <div className="page import-page">
      <header className="page-head">
        <h1 className="spread">{t('import.title', { object: label(object.label) })}</h1>
        <Button onClick={() => void navigate({ to: '/o/$object', params: { object: object.name } })}>
          {t('import.back')}
        </Button>
      </header>
      {run !== undefined ? (
        <Running key={run} id={run} object={object} onEdit={() => show(undefined)} onBegin={start} />
      ) : chosen === null || wish === null ? (
        <FileDrop busy={busy} fault={fault} onFile={open} />
      ) : (
        <ColumnTable
          object={object}
          fileName={chosen.name}
          looked={chosen.looked}
          wish={wish}
          isLooking={busy === 'looking'}
          fault={fault}
          onWish={setWish}
          onLook={look}
          onAnother={again}
          onTry={() => start({ ...wish, isDry: true })}
        />
      )}
      <Earlier object={object} shown={run} onShow={show} />
    </div>
  )
}

/** The file that was chosen, what the server sees in it, and what is to become of it. */
function useChosen(object: ObjectMetadata) {
  const { t } = useTranslation()
  const remembered = useListLayout(object.name).imports ?? {}
  const [chosen, setChosen] = useState<Chosen | null>(null)
  const [wish, setWish] = useState<ImportWish | null>(null)
  const [busy, setBusy] = useState<'sending' | 'looking' | null>(null)
  const [fault, setFault] = useState<string | null>(null)
  const see = async (
    file: { readonly id: string; readonly name: string },
    at: { readonly sheet?: string | null; readonly heading?: number },
  ): Promise<void> => {
    setBusy('looking')
    setFault(null)
    const answer = await lookAt({ object: object.name, file: file.id, ...at, remembered })
    setBusy(null)
    if (!answer.ok) return setFault(problemText(answer.problems, t))
    const { sheet, heading, guess, joins, identities } = answer.value
    const identity = identities.find((name) => Object.values(guess).includes(name)) ?? null
    setChosen({ file: file.id, name: file.name, looked: answer.value })
    setWish({
      ...{ object: object.name, file: file.id, sheet, heading, columns: guess, identity },
      ...{ found: 'update', isDry: true },
      ...(joins === null ? {} : { joins }),
    })
  }
  const again = (): void => {
    setChosen(null)
    setWish(null)
    setFault(null)
  }
  const open = async (file: File): Promise<void> => {
    again()
    setBusy('sending')
    const sent = await sendFile(file)
    setBusy(null)
    if (sent.ok) await see(sent.value, {})
    else setFault(problemText(sent.problems, t))
  }
  const look = async (at: { readonly sheet?: string | null; readonly heading?: number }): Promise<void> => {
    if (chosen !== null) await see({ id: chosen.file, name: chosen.name }, at)
  }
  return { chosen, wish, setWish, busy, fault, open, look, again }
}
