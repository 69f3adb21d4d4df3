// Who is who: everybody by department, found by name or pinyin initials, with what they do and what they hold now.

import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Row } from '#kernel/schema'
import { useCatalog, useLabel } from '../../data/metadata.ts'
import { readFault } from '../../data/problem-text.ts'
import { Avatar } from '../../ui/avatar.tsx'
import { FindBox } from '../../ui/find-box.tsx'
import { Card } from '../../ui/small.tsx'
import { EmptyState, ErrorState, Skeleton } from '../../ui/states.tsx'
import { type DepartmentLine, departmentLines, withAllUnder } from './departments.ts'
import { personObject, useDepartments, useHeldBy, usePeople } from './use-people.ts'
import './people.css'

export default function People() {
  const { t } = useTranslation()
  const { q = '', in: chosen = '' } = useSearch({ strict: false })
  const navigate = useNavigate()
  const departments = useDepartments()
  const mayHire = useCatalog().object(personObject)?.operations.includes('create') === true
  const lines = departmentLines(departments.data?.rows ?? [])
  const say = (changed: Readonly<Record<string, string | undefined>>): void =>
    void navigate({ to: '/people', search: { q, in: chosen, ...changed }, replace: true })
  return (
    <div className="page people">
      <header className="page-head">
        <h1 className="spread">{t('people.title')}</h1>
        <FindBox
          className="people-find"
          label={t('people.find')}
          value={q}
          onChange={(text) => say({ q: text })}
        />
        {mayHire ? (
          <Link to="/o/$object/new" params={{ object: personObject }} className="ant-btn-like primary">
            {t('people.new')}
          </Link>
        ) : null}
      </header>
      <div className="people-columns">
        <Card className="people-tree">
          {departments.isPending ? <Skeleton rows={6} label={t('loading')} /> : null}
          <nav aria-label={t('people.departments')}>
            <ul>
              <Department
                name={t('people.everyone')}
                depth={0}
                isOn={chosen === ''}
                onChoose={() => say({ in: '' })}
              />
              {lines.map(({ id, name, depth }) => (
                <Department
                  key={id}
                  name={name}
                  depth={depth}
                  isOn={chosen === id}
                  onChoose={() => say({ in: id })}
                />
              ))}
            </ul>
          </nav>
        </Card>
        <Card className="people-list">
          <Found
            words={q.trim()}
            departments={chosen === '' ? null : withAllUnder(lines, chosen)}
            lines={lines}
            onAll={() => say({ q: '', in: '' })}
          />
        </Card>
      </div>
    </div>
  )
}

function Department({
  name,
  depth,
  isOn,
  onChoose,
}: {
  readonly name: string
  readonly depth: number
  readonly isOn: boolean
  readonly onChoose: () => void
}) {
  return (
    <li>
      <button
        type="button"
        className="plain cut"
        aria-current={isOn}
        style={{ paddingLeft: 10 + depth * 16 }}
        onClick={onChoose}
      >
        {name}
      </button>
    </li>
  )
}

function Found({
  words,
  departments,
  lines,
  onAll,
}: {
  readonly words: string
  readonly departments: readonly string[] | null
  readonly lines: readonly DepartmentLine[]
  readonly onAll: () => void
}) {
  const { t } = useTranslation()
  const pages = usePeople(words, departments)
  const rows = pages.data?.pages.flatMap((page) => page.rows) ?? []
  const held = useHeldBy(rows.map(({ id }) => String(id)))
  if (pages.isPending) return <Skeleton rows={8} label={t('loading')} />
  if (pages.isError && rows.length === 0)
    return (
      <ErrorState
        title={t('list.failed')}
        detail={readFault(pages.error, t)}
        retry={t('retry')}
        onRetry={() => void pages.refetch()}
      />
    )
  if (rows.length === 0)
    return (
      <EmptyState title={t('list.nothingFound')} hint={t('people.findHint')}>
        <Button onClick={onAll}>{t('list.showAll')}</Button>
      </EmptyState>
    )
  return (
    <>
      <ul aria-label={t('people.title')}>
        {rows.map((row) => (
          <Person
            key={String(row.id)}
            row={row}
            department={lines.find(({ id }) => id === row.department)?.name ?? ''}
            isHead={lines.some(({ head }) => head === row.id)}
            held={held.get(String(row.id)) ?? []}
          />
        ))}
      </ul>
      {pages.hasNextPage ? <Button onClick={() => void pages.fetchNextPage()}>{t('more')}</Button> : null}
    </>
  )
}

function Person({
  row,
  department,
  isHead,
  held,
}: {
  readonly row: Row
  readonly department: string
  readonly isHead: boolean
  readonly held: readonly Row[]
}) {
  const { t } = useTranslation()
  const label = useLabel()
  const id = String(row.id)
  const [first] = held
  const says = [label(row.title), department, isHead ? t('people.head') : '']
  return (
    <li>
      <Link to="/people/$id" params={{ id }} className="person">
        <Avatar id={id} name={String(row.name ?? '')} size={32} />
        <div>
          <b className="cut">{String(row.name ?? '')}</b>
          <small className="cut">{says.filter(Boolean).join(' · ')}</small>
        </div>
        <small className="cut holds">
          {first === undefined
            ? ''
            : t('people.holds', {
                count: held.length,
                first: `${label(first.label)} ${String(first.recordTitle ?? '')}`,
              })}
        </small>
      </Link>
    </li>
  )
}
