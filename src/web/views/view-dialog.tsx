// The name of a saved view and who sees it.
import { Input, Modal, Switch } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ObjectMetadata } from '#kernel/module'
import type { Change } from '#kernel/records'
import { useCatalog, useLabel } from '../data/metadata.ts'
import { newId } from '../data/new-id.ts'
import { problemText } from '../data/problem-text.ts'
import { usePage } from '../data/records.ts'
import { useMe } from '../data/session.ts'
import { type Audience, type SavedView, viewObjectName } from '../data/views.ts'
import { useWrite } from '../data/write.ts'
import { Choice } from '../fields/choice.tsx'

const audiences: readonly Audience[] = ['own', 'department', 'role', 'everyone']

type Wish = {
  readonly name: string
  readonly audience: Audience
  readonly department: string | null
  readonly role: string | null
  readonly locked: boolean
}

/** `view` is the one to change; without it the content becomes a new one, whose id `onClose` is told. */
export default function ViewDialog({
  object,
  content,
  view,
  onClose,
}: {
  readonly object: ObjectMetadata
  readonly content: string
  readonly view: SavedView | undefined
  readonly onClose: (made?: string) => void
}) {
  const { t } = useTranslation()
  const me = useMe()
  const write = useWrite()
  const [fault, setFault] = useState('')
  const [wish, setWish] = useState<Wish>({
    name: view?.name ?? '',
    audience: view?.audience ?? 'own',
    department: view?.department ?? me.department,
    role: view?.role ?? me.roles[0] ?? null,
    locked: view?.isLocked ?? false,
  })
  const change = (changed: Partial<Wish>): void => setWish({ ...wish, ...changed })
  const save = async (): Promise<void> => {
    const id = view?.id ?? newId()
    const answer = await write.mutateAsync({ changes: [changeOf(wish, view, id, object.name, content)] })
    if (answer.ok) onClose(view === undefined ? id : undefined)
    else setFault(problemText(answer.problems, t))
  }
  return (
    <Modal
      open
      title={t(view === undefined ? 'views.saveAs' : 'views.edit')}
      okText={t('views.save')}
      cancelText={t('cancel')}
      confirmLoading={write.isPending}
      okButtonProps={{ disabled: wish.name.trim() === '' }}
      onOk={() => void save()}
      onCancel={() => onClose()}
    >
      <form
        className="view-form"
        onSubmit={(event) => {
          event.preventDefault()
          if (wish.name.trim() !== '') void save()
        }}
      >
        <label htmlFor="view-name">{t('views.name')}</label>
        <Input
          id="view-name"
          autoFocus
          maxLength={60}
          value={wish.name}
          onChange={({ target }) => change({ name: target.value })}
        />
        <span aria-hidden="true">{t('views.audience')}</span>
        <Choice<Audience>
          aria-label={t('views.audience')}
          listLabel={t('views.audience')}
          value={wish.audience}
          options={audiences.map((value) => ({ value, label: t(`views.for.${value}`) }))}
          onChange={(audience) => change({ audience })}
        />
        <Whom wish={wish} onChange={change} />
        {wish.audience === 'own' ? null : (
          <>
            <label htmlFor="view-locked">{t('views.lock')}</label>
            <span>
              <Switch id="view-locked" checked={wish.locked} onChange={(locked) => change({ locked })} />
              <small> {t('views.lockHint')}</small>
            </span>
          </>
        )}
      </form>
      {fault === '' ? null : (
        <p className="late" role="alert">
          {fault}
        </p>
      )}
    </Modal>
  )
}

function changeOf(
  { name, audience, department, role, locked }: Wish,
  view: SavedView | undefined,
  id: string,
  object: string,
  address: string,
): Change {
  const values = {
    ...{ name: name.trim(), audience },
    department: audience === 'department' ? department : null,
    role: audience === 'role' ? role : null,
    locked: audience !== 'own' && locked,
  }
  return view === undefined
    ? { kind: 'create', object: viewObjectName, id, values: { ...values, object, address } }
    : { kind: 'update', object: viewObjectName, id, values }
}

function Whom({
  wish,
  onChange,
}: {
  readonly wish: Wish
  readonly onChange: (changed: Partial<Wish>) => void
}) {
  const { t } = useTranslation()
  const label = useLabel()
  const { roles } = useCatalog().metadata
  const isDepartment = wish.audience === 'department'
  const found = usePage(
    { object: 'identity.department', fields: ['name'], sort: ['name'], limit: 200 },
    isDepartment,
  )
  if (wish.audience !== 'role' && !isDepartment) return null
  const options = isDepartment
    ? (found.data?.rows ?? []).map((row) => ({ value: String(row.id), label: String(row.name ?? '') }))
    : roles.map(({ name, label: text }) => ({ value: name, label: label(text) }))
  return (
    <>
      <span aria-hidden="true">{t(`views.for.${wish.audience}`)}</span>
      <Choice<string>
        aria-label={t(`views.for.${wish.audience}`)}
        listLabel={t(`views.for.${wish.audience}`)}
        showSearch={{ optionFilterProp: 'label' }}
        value={isDepartment ? wish.department : wish.role}
        options={options}
        onChange={(chosen) => onChange(isDepartment ? { department: chosen } : { role: chosen })}
      />
    </>
  )
}
