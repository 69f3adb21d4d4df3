// A new record in a column: by its name alone where nothing else is asked for, by its form where more is.
import { Link } from '@tanstack/react-router'
import { Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FieldMetadata, ObjectMetadata } from '#kernel/module'
import { isAlwaysAsked, mayBegin } from '#kernel/schema'
import { canCreate } from '../data/catalog.ts'
import { newId } from '../data/new-id.ts'
import { problemText } from '../data/problem-text.ts'
import { useWrite } from '../data/write.ts'
import { isTyped } from '../fields/index.tsx'
import { toast } from '../ui/toast.tsx'
import type { BoardColumn } from './board-columns.ts'

type Props = {
  readonly object: ObjectMetadata
  readonly field: FieldMetadata
  readonly column: BoardColumn
  readonly name: string
}

/** What a new record of this column begins with; null where none can begin here. */
function beginning({ object, field, column }: Props): Readonly<Record<string, string>> | null {
  if (!canCreate(object) || typeof column.value !== 'string') return null
  if (object.path?.field === field.name && !mayBegin(object.path, column.value)) return null
  if (isTyped(field) && field.writable) return { [field.name]: column.value }
  return field.default === `'${column.value}'` ? {} : null
}

/** Whether the name is all that a new record needs. */
const needsNameOnly = ({ object, field }: Props): boolean =>
  object.fields.some(({ name, type, writable }) => name === object.title && type === 'text' && writable) &&
  object.fields.every(
    (one) => !isAlwaysAsked(one) || !isTyped(one) || [object.title, field.name].includes(one.name),
  )

export function QuickCreate(props: Props) {
  const { t } = useTranslation()
  const { object, name } = props
  const [typed, setTyped] = useState<string | null>(null)
  const start = beginning(props)
  const write = useWrite()
  if (start === null) return null
  const label = t('board.createIn', { column: name })
  if (!needsNameOnly(props)) {
    const preset = Object.fromEntries(Object.entries(start).map(([key, value]) => [`p.${key}`, value]))
    return (
      <Link
        to="/o/$object/new"
        params={{ object: object.name }}
        search={preset}
        className="board-add"
        aria-label={label}
      >
        +
      </Link>
    )
  }
  const create = async (): Promise<void> => {
    const title = (typed ?? '').trim()
    if (title === '') return
    const values = { ...start, [object.title]: title }
    const answer = await write.mutateAsync({
      changes: [{ kind: 'create', object: object.name, id: newId(), values }],
    })
    if (answer.ok) setTyped('')
    else toast({ kind: 'bad', text: problemText(answer.problems, t) })
  }
  if (typed === null)
    return (
      <button type="button" className="plain board-add" aria-label={label} onClick={() => setTyped('')}>
        +
      </button>
    )
  return (
    <Input
      size="small"
      autoFocus
      value={typed}
      aria-label={label}
      placeholder={t('board.createHint')}
      disabled={write.isPending}
      onChange={({ target }) => setTyped(target.value)}
      onPressEnter={({ nativeEvent }) => {
        // An input method's Enter belongs to the word being composed.
        if (!nativeEvent.isComposing) void create()
      }}
      onKeyDown={({ key }) => {
        if (key === 'Escape') setTyped(null)
      }}
      onBlur={() => {
        if (typed === '') setTyped(null)
      }}
    />
  )
}
