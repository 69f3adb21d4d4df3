// The definitions of the workspace: what was made here, what came with the product, and what is set aside and why.
import { Link } from '@tanstack/react-router'
import { Alert } from 'antd'
import { useTranslation } from 'react-i18next'
import type { ObjectMetadata } from '#kernel/module'
import type { Label, ObjectDefinition } from '#kernel/schema'
import { type Published, useMayDefine, usePublished } from '../../data/definitions.ts'
import { useCatalog, useLabel } from '../../data/metadata.ts'
import { Card } from '../../ui/small.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { ConfigurationCard } from './configuration.tsx'
import { Fillings } from './fillings.tsx'
import { Publications } from './publications.tsx'
import './objects.css'

export default function Objects() {
  const { t } = useTranslation()
  const { metadata } = useCatalog()
  const published = usePublished().data
  const mayDefine = useMayDefine()
  const shipped = metadata.objects.filter(({ layer }) => layer === 'system')
  return (
    <div className="page objects-page">
      <header className="page-head">
        <h1 className="spread">
          {t('admin.objects')} <small>{t('admin.version', { version: metadata.version })}</small>
        </h1>
        {mayDefine ? (
          <Link to="/admin/objects/$design" params={{ design: 'new' }} className="ant-btn-like primary">
            {t('design.new')}
          </Link>
        ) : null}
      </header>
      {published === undefined ? null : <SetAside published={published} objects={metadata.objects} />}
      {published === undefined ? null : <Fillings filling={published.filling} />}
      {published === undefined ? null : <OwnObjects objects={published.objects} />}
      <Card title={t('admin.shipped')} count={shipped.length}>
        <ul className="objects">
          {shipped.map((object) => (
            <ObjectEntry
              key={object.name}
              name={object.name}
              label={object.label}
              note={addedNote(object)}
              isLinked={mayDefine}
              hasRights={mayDefine}
            />
          ))}
        </ul>
      </Card>
      {published === undefined ? null : <Publications published={published} />}
      {published === undefined ? null : <ConfigurationCard published={published} />}
    </div>
  )
}

const addedNote = ({ fields }: ObjectMetadata): number =>
  fields.filter(({ layer }) => layer === 'overlay').length

function OwnObjects({ objects }: { readonly objects: readonly ObjectDefinition[] }) {
  const { t } = useTranslation()
  const wholes = objects.filter(
    ({ fields }) => !fields.some((field) => field.type === 'reference' && field.owner),
  )
  const used = wholes.filter(({ retired }) => !retired)
  const retired = wholes.filter((object) => object.retired)
  return (
    <Card title={t('admin.own')} count={used.length}>
      {wholes.length === 0 ? (
        <EmptyState title={t('admin.noneYet')} hint={t('admin.noneYetHint')} />
      ) : (
        <ul className="objects">
          {used.map(({ name, label }) => (
            <ObjectEntry key={name} name={name} label={label} note={0} isLinked />
          ))}
        </ul>
      )}
      {retired.length === 0 ? null : (
        <details>
          <summary className="hush">{t('admin.retired', { count: retired.length })}</summary>
          <ul className="objects">
            {retired.map(({ name, label }) => (
              <ObjectEntry key={name} name={name} label={label} note={0} isLinked />
            ))}
          </ul>
        </details>
      )}
    </Card>
  )
}

function ObjectEntry({
  name,
  label,
  note,
  isLinked,
  hasRights = false,
}: {
  readonly name: string
  readonly label: Label
  /** How many fields were added here. */
  readonly note: number
  readonly isLinked: boolean
  /** Who may do what with it is led to apart. */
  readonly hasRights?: boolean
}) {
  const { t } = useTranslation()
  const say = useLabel()
  const text = (
    <>
      {say(label)} <small className="hush">{name}</small>
      {note === 0 ? null : <small> {t('admin.added', { count: note })}</small>}
    </>
  )
  return (
    <li>
      {isLinked ? (
        <Link to="/admin/objects/$design" params={{ design: name }}>
          {text}
        </Link>
      ) : (
        text
      )}
      {hasRights ? (
        <Link
          to="/admin/objects/$design"
          params={{ design: name }}
          hash="rights"
          aria-label={t('design.rights.openOf', { object: say(label) })}
        >
          {t('design.rights.open')}
        </Link>
      ) : null}
    </li>
  )
}

/** What no longer holds since the product was brought up to date; its data is kept, and it comes back when it holds again. */
function SetAside({
  published,
  objects,
}: {
  readonly published: Published
  readonly objects: readonly ObjectMetadata[]
}) {
  const { t } = useTranslation()
  const label = useLabel()
  const { aside } = published
  if (aside.length === 0) return null
  /** A field by what people call it, anything else by its name. */
  const piece = (object: string, name: string): string => {
    const added = published.extensions.filter((extension) => extension.object === object)
    const own = published.objects.filter((one) => one.name === object)
    const fields = [...own, ...added].flatMap((one) => one.fields ?? [])
    return label(fields.find((field) => field.name === name)?.label) || name
  }
  const called = (name: string): string =>
    label(objects.find((object) => object.name === name)?.label) || name
  return (
    <Alert
      type="warning"
      showIcon
      className="set-aside"
      title={t('admin.aside', { count: aside.length })}
      description={
        <ul>
          {aside.map(({ kind, object, name, problems }) => (
            <li key={`${kind} ${object} ${name}`}>
              <Link to="/admin/objects/$design" params={{ design: object }}>
                {called(object)}
              </Link>{' '}
              · {t(`admin.piece.${kind}`)} {name === object ? '' : `“${piece(object, name)}”`}
              {t('admin.because')}
              {problems.map(({ message }) => message).join(' ')}
            </li>
          ))}
        </ul>
      }
    />
  )
}
