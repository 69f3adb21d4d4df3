// The board of an object: what its columns are made of is chosen here and kept in the address.
import { Link, useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { ObjectMetadata } from '#kernel/module'
import { useCatalog, useLabel, useMany } from '../../data/metadata.ts'
import { EmptyState } from '../../ui/states.tsx'
import { RecordBoard } from '../../views/board.tsx'
import { FilterChips } from '../../views/filter-chips.tsx'
import { GroupBy } from '../../views/group-by.tsx'
import { listColumns } from '../../views/list-columns.ts'
import { useBoardAddress } from '../../views/use-board.ts'
import { useListState } from '../../views/use-list-state.ts'
import '../../views/list.css'

export default function BoardScreen() {
  const { t } = useTranslation()
  const { object: name = '' } = useParams({ strict: false })
  const object = useCatalog().object(name)
  if (object === undefined) return <EmptyState title={t('list.unknownObject')} hint={t('list.unknownHint')} />
  return <ObjectBoard key={name} object={object} />
}

function ObjectBoard({ object }: { readonly object: ObjectMetadata }) {
  const { t } = useTranslation()
  const label = useLabel()
  const many = useMany()
  const address = useBoardAddress(object)
  const { state, query, setState } = useListState(object)
  return (
    <div className="page list-page">
      <header className="page-head">
        <h1 className="spread">{t('nav.board', { object: label(object.label) })}</h1>
        <GroupBy object={object} address={address} />
        <Link to="/o/$object" params={{ object: object.name }} className="ant-btn-like">
          {t('board.all', { object: many(object) })}
        </Link>
      </header>
      <div className="list-tools">
        <FilterChips
          object={object}
          columns={listColumns(object)}
          filters={state.filters}
          onChange={(filters) => setState({ filters })}
        />
      </div>
      {address.field === undefined ? (
        <EmptyState title={t('board.noColumns')} />
      ) : (
        <RecordBoard object={object} field={address.field} query={query} address={address} />
      )}
    </div>
  )
}
