// Beginning a new record from an earlier one: from its own page by menu and key, from a list around another record by a link.
import { Link, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { ObjectMetadata } from '#kernel/module'
import { canCopy } from '../data/copy.ts'
import { useShortcut } from '../ui/shortcuts.ts'
import type { MoreItem } from './actions.tsx'
import './copying.css'

/** The entry of a record's menu, which `D` takes as well; none where the person cannot begin one like it. */
export function useCopying(object: ObjectMetadata, id: string): readonly MoreItem[] {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const isOffered = canCopy(object)
  const begin = (): void =>
    void navigate({ to: '/o/$object/new', params: { object: object.name }, search: { copy: id } })
  useShortcut('d', t('record.copy'), isOffered ? begin : undefined)
  return isOffered ? [{ key: '$copy', label: t('record.copy'), run: begin }] : []
}

export function CopyLink({
  object,
  id,
  title,
}: {
  readonly object: ObjectMetadata
  readonly id: string
  readonly title: string
}) {
  const { t } = useTranslation()
  if (!canCopy(object)) return null
  const text = t('record.copyOf', { title })
  return (
    <Link
      to="/o/$object/new"
      params={{ object: object.name }}
      search={{ copy: id }}
      className="copy-link"
      aria-label={text}
      title={text}
    >
      <svg width="14" height="14" viewBox="0 0 16 16" aria-hidden="true">
        <path
          d="M5.5 5.5h8v8h-8zM10.5 5.5v-3h-8v8h3"
          fill="none"
          stroke="currentColor"
          strokeWidth="1.4"
          strokeLinejoin="round"
        />
      </svg>
    </Link>
  )
}
