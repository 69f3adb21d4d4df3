// The object designer: what an object is made of, who may use it, and the form it makes, before anything is published.
import { Link, useLocation, useNavigate, useParams } from '@tanstack/react-router'
import { Alert, Button, Modal } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Published, useMayDefine, useProblemWords, usePublished } from '../../data/definitions.ts'
import { useCatalog, useLabel } from '../../data/metadata.ts'
import { problemText } from '../../data/problem-text.ts'
import { useIsNarrow } from '../../ui/media.ts'
import { Card } from '../../ui/small.tsx'
import { EmptyState, ErrorState, Skeleton } from '../../ui/states.tsx'
import { toast } from '../../ui/toast.tsx'
import { BasicsCard } from './basics-card.tsx'
import { type Faults, faultPlace, stagePlace } from './checking.ts'
import { retireObject } from './design.ts'
import { DesigningContext, useDesigning } from './designing-context.ts'
// Before what refines it: on a telephone the preview, which brings it too, comes only when it is looked at.
import '../../views/form.css'
import './designer.css'
import { kindOf } from './field-kinds.ts'
import { FieldList } from './field-list.tsx'
import { FieldUses } from './field-uses.tsx'
import { bothLanguages } from './publication.ts'
import { PublishDialog } from './publish-dialog.tsx'
import { onUndoKey, UndoButtons } from './undo-buttons.tsx'
import { UniquesCard } from './uniques-card.tsx'
import { type Designing, newPlace, useDesign } from './use-design.ts'
import { useKindName } from './use-kind-name.ts'

/** The parts of real forms arrive after what is needed to begin; on a telephone only when they are looked at. */
const Preview = lazy(() => import('./preview.tsx'))
const LayoutCard = lazy(() => import('./layout-card.tsx'))
const ChecksCards = lazy(async () => ({ default: (await import('./checks-card.tsx')).ChecksCards }))
const PrintsCard = lazy(async () => ({ default: (await import('./prints-card.tsx')).PrintsCard }))
const RightsCards = lazy(() => import('./rights-cards.tsx'))
const StatesCard = lazy(() => import('./states-card.tsx'))

export default function DesignerScreen() {
  const { t } = useTranslation()
  const { design: name = '' } = useParams({ strict: false })
  const published = usePublished()
  if (!useMayDefine()) return <EmptyState title={t('design.notYours')} hint={t('design.notYoursHint')} />
  if (published.isPending)
    return (
      <div className="page">
        <Skeleton rows={10} label={t('loading')} />
      </div>
    )
  if (published.isError && published.data === undefined)
    return <ErrorState title={t('list.failed')} retry={t('retry')} onRetry={() => void published.refetch()} />
  return <Loaded key={name} name={name} published={published.data} />
}

function Loaded({ name, published }: { readonly name: string; readonly published: Published }) {
  const { t } = useTranslation()
  const designing = useDesign(name, published)
  if (designing.before === null && name !== newPlace)
    return <EmptyState title={t('list.unknownObject')} hint={t('list.unknownHint')} />
  return (
    <DesigningContext value={designing}>
      <Designer designing={designing} />
    </DesigningContext>
  )
}

type Side = 'fields' | 'rights' | 'preview'
const sides: readonly Side[] = ['fields', 'rights', 'preview']

function Designer({ designing }: { readonly designing: Designing }) {
  const { t } = useTranslation()
  const isNarrow = useIsNarrow()
  const isWanted = useLocation({ select: ({ hash }) => hash === 'rights' })
  const [side, setSide] = useState<Side>(isWanted ? 'rights' : 'fields')
  const { design } = designing
  const shows = (one: Side): boolean => !isNarrow || side === one
  return (
    <div className="page designer">
      <Head designing={designing} />
      <Notices designing={designing} />
      {isNarrow ? (
        <fieldset className="designer-sides" aria-label={t('design.sides')}>
          {sides.map((one) => (
            <button
              type="button"
              className="plain"
              key={one}
              aria-pressed={side === one}
              onClick={() => setSide(one)}
            >
              {t(`design.side.${one}`)}
            </button>
          ))}
        </fieldset>
      ) : null}
      <div className="designer-columns">
        {/* biome-ignore lint/a11y/noStaticElementInteractions: keys of the inputs inside, nothing of its own */}
        <div className="designer-main" onKeyDown={(event) => onUndoKey(event, designing)}>
          {shows('fields') ? (
            <>
              {design.isShipped ? <ShippedFields /> : <BasicsCard />}
              <Card title={t(design.isShipped ? 'design.addedFields' : 'design.fields')}>
                <FieldList object={design.object.name} />
              </Card>
            </>
          ) : null}
          {shows('fields') ? (
            <Suspense fallback={<Skeleton rows={3} label={t('loading')} />}>
              <LayoutCard />
              <StatesCard />
              <ChecksCards />
              <PrintsCard />
              <UniquesCard />
            </Suspense>
          ) : null}
          {shows('rights') ? (
            <Suspense fallback={<Skeleton rows={3} label={t('loading')} />}>
              <RightsCards isWanted={isWanted} />
            </Suspense>
          ) : null}
        </div>
        {shows('preview') ? (
          <section className="designer-preview" aria-label={t('design.side.preview')}>
            <h2>{t('design.previewTitle')}</h2>
            <Suspense fallback={<Skeleton rows={6} label={t('loading')} />}>
              <Preview />
            </Suspense>
          </section>
        ) : null}
      </div>
    </div>
  )
}

function Head({ designing }: { readonly designing: Designing }) {
  const { t } = useTranslation()
  const label = useLabel()
  const navigate = useNavigate()
  const [isAsking, setAsking] = useState(false)
  const [isSending, setSending] = useState(false)
  const { design, before, isDirty, faults, publish, change } = designing
  const { object, isShipped, isNew } = design
  const publishNow = async (): Promise<void> => {
    setSending(true)
    const answer = await publish()
    setSending(false)
    setAsking(false)
    if (!answer.ok) return toast({ kind: 'bad', text: problemText(answer.problems, t) })
    toast({ kind: 'good', text: t('design.done') })
    if (before === null) void navigate({ to: '/admin/objects/$design', params: { design: answer.value } })
  }
  const title = label(bothLanguages(object.label)) || t('design.newObject')
  return (
    <header className="page-head">
      <div className="spread">
        <Link to="/admin/objects" className="crumb">
          ← {t('admin.objects')}
        </Link>
        <h1>
          {title} <small>{t(isShipped ? 'design.isShipped' : isNew ? 'design.isNew' : 'design.isOwn')}</small>
        </h1>
      </div>
      {before === null || object.retired ? null : (
        <Link to="/o/$object" params={{ object: object.name }} className="ant-btn-like">
          {t('design.openRecords')}
        </Link>
      )}
      {before === null || isShipped ? null : (
        <Button onClick={() => change((now) => retireObject(now, !object.retired))}>
          {t(object.retired ? 'design.restoreObject' : 'design.retireObject')}
        </Button>
      )}
      <UndoButtons undo={designing.undo} redo={designing.redo} />
      {isDirty ? <Button onClick={designing.discard}>{t('design.discard')}</Button> : null}
      <Button type="primary" disabled={!isDirty || isHeldUp(faults)} onClick={() => setAsking(true)}>
        {t('design.publish')}
      </Button>
      {isAsking ? (
        <PublishDialog
          isSending={isSending}
          onPublish={() => void publishNow()}
          onClose={() => setAsking(false)}
        />
      ) : null}
    </header>
  )
}

/** Records that repeat each other are changed elsewhere, and publishing is tried again. */
const isHeldUp = (faults: Faults): boolean =>
  [...faults.values()].flat().some(({ code }) => code !== 'schema.collides')

/** Where the draft comes from, what somebody else has done, and faults that belong to no field drawn here. */
function Notices({ designing }: { readonly designing: Designing }) {
  const { t } = useTranslation()
  const say = useProblemWords()
  const { design, faults, isRestored, isOutdated, isDirty } = designing
  const own = new Set(
    [design.object, ...design.parts].flatMap(({ name, fields, checks = [] }) => [
      faultPlace(name),
      ...checks.map((check) => faultPlace(name, check.name, 'checks')),
      ...fields.flatMap((field) => [faultPlace(name, field.name), faultPlace(name, field.name, 'default')]),
    ]),
  )
  for (const policy of design.policies) {
    own.add(faultPlace(policy.name, design.object.name))
    own.add(faultPlace(design.object.name, policy.name, 'policies'))
  }
  for (const { key } of design.object.path?.stages ?? []) own.add(stagePlace(design.object.name, key))
  for (const { name } of design.object.unique ?? []) own.add(faultPlace(design.object.name, name, 'unique'))
  for (const { name, sections } of design.object.layouts ?? [])
    for (const at of [name, ...sections.map((one) => `${name} ${one.name}`)])
      own.add(faultPlace(design.object.name, at, 'layouts'))
  const elsewhere = [...faults].filter(([at]) => !own.has(at))
  const count = [...faults.keys()].length - elsewhere.length
  return (
    <div className="notices">
      {isOutdated && isDirty ? <Alert type="warning" showIcon title={t('design.outdated')} /> : null}
      {isRestored && isDirty && !isOutdated ? (
        <Alert type="info" showIcon title={t('design.restored')} />
      ) : null}
      {design.object.retired ? <Alert type="warning" showIcon title={t('design.objectRetired')} /> : null}
      {elsewhere.map(([at, problems]) => (
        <Alert key={at} type="error" showIcon title={`${at}: ${problems.map(say).join(' ')}`} />
      ))}
      {isDirty && count > 0 ? (
        <small className="late" role="status">
          {t('design.faults', { count })}
        </small>
      ) : null}
    </div>
  )
}

/** What comes with the product is looked at here and not changed; who uses it is told. */
function ShippedFields() {
  const { t } = useTranslation()
  const kindName = useKindName()
  const label = useLabel()
  const { design } = useDesigning()
  const [asked, setAsked] = useState<string | null>(null)
  const shipped = useCatalog().object(design.object.name)
  const fields = (shipped?.fields ?? []).filter(({ layer }) => layer === 'system')
  return (
    <Card title={t('design.shippedFields')} count={fields.length}>
      <ul className="shipped-fields">
        {fields.map((field) => (
          <li key={field.name}>
            <button
              type="button"
              className="plain"
              title={t('design.uses.title')}
              onClick={() => setAsked(field.name)}
            >
              {label(field.label)}
            </button>{' '}
            <small className="hush">{kindName(kindOf(field))}</small>
          </li>
        ))}
      </ul>
      {asked === null ? null : (
        <Modal
          open
          title={`${t('design.uses.title')} · ${label(shipped?.fields.find(({ name }) => name === asked)?.label)}`}
          footer={null}
          onCancel={() => setAsked(null)}
        >
          <FieldUses object={design.object.name} field={asked} />
        </Modal>
      )}
    </Card>
  )
}
