// Where something is said about a record: Enter sends, Shift-Enter makes a new line; files are dropped, pasted or picked.
import { Button, Mentions } from 'antd'
import { type ClipboardEvent, type DragEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Row } from '#kernel/schema'
import { useCatalog, useHelp, useLabel } from '../data/metadata.ts'
import { FileAnchor } from '../fields/file-anchor.tsx'
import { Edit } from '../fields/index.tsx'
import { usePeopleToCall } from './people-to-call.ts'
import { todoObject } from './todo-source.ts'
import { type SayingKind, useSaying } from './use-saying.ts'

export function SayBox({
  object,
  record,
  answered,
  onSent,
}: {
  readonly object: string
  readonly record: string
  /** The comment that is being answered. */
  readonly answered: Row | null
  readonly onSent: () => void
}) {
  const { t } = useTranslation()
  const [isAsking, setAsking] = useState(false)
  const people = usePeopleToCall(record, isAsking)
  const box = useSaying({ object, record }, people, answered, onSent)
  const { saying, change, attach, send } = box
  const frame = useRef<HTMLFieldSetElement>(null)
  useEffect(() => {
    if (answered !== null) frame.current?.querySelector('textarea')?.focus()
  }, [answered])
  const onKeyDown = (event: KeyboardEvent): void => {
    const isChoosing =
      document.querySelector('.ant-mentions-dropdown:not(.ant-mentions-dropdown-hidden)') !== null
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing || isChoosing) return
    event.preventDefault()
    void send()
  }
  const take = (event: ClipboardEvent | DragEvent, files: FileList): void => {
    if (files.length === 0) return
    event.preventDefault()
    void attach([...files])
  }
  return (
    <fieldset
      ref={frame}
      className="say"
      aria-label={t('room.say')}
      onPaste={(event) => take(event, event.clipboardData.files)}
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => take(event, event.dataTransfer.files)}
    >
      {answered === null ? null : (
        <p className="quoted">
          {t('room.answering', { name: String(answered.author$title ?? '') })} {String(answered.text ?? '')}{' '}
          <button type="button" className="plain hush" aria-label={t('cancel')} onClick={onSent}>
            ×
          </button>
        </p>
      )}
      <Mentions
        value={saying.text}
        onChange={(text) => change({ text })}
        onKeyDown={onKeyDown}
        onFocus={() => setAsking(true)}
        autoSize={{ minRows: 1, maxRows: 8 }}
        placeholder={t('room.say')}
        aria-label={t('room.say')}
        maxLength={5000}
        options={people.map(({ id, name, why }) => ({
          key: id,
          value: name,
          label: (
            <>
              {name}
              {why === null ? null : <small className="hush"> · {t(`room.${why}`)}</small>}
            </>
          ),
        }))}
      />
      <kbd>Enter</kbd>
      <Attached box={box} />
      {/* The button keeps its place when there is nothing to send: what stands below does not move under a pointer. */}
      <div className="say-foot">
        <SayKind
          kind={saying.kind}
          onChange={(kind) => change({ kind })}
          onPick={attach}
          isBusy={box.isBusy}
        />
        {saying.kind === 'comment' ? null : (
          <Given given={saying.given} onChange={(given) => change({ given })} />
        )}
        <Button
          type="primary"
          size="small"
          disabled={saying.text === '' && saying.files.length === 0}
          loading={box.isBusy}
          onClick={() => void send()}
        >
          {t('room.send')}
        </Button>
      </div>
    </fieldset>
  )
}

/** The files that go with it, each to be taken out again. */
function Attached({ box: { saying, change } }: { readonly box: ReturnType<typeof useSaying> }) {
  const { t } = useTranslation()
  if (saying.files.length === 0) return null
  return (
    <ul className="attached">
      {saying.files.map(({ id, name }) => (
        <li key={id}>
          <FileAnchor id={id} files={saying.files}>
            {name}
          </FileAnchor>{' '}
          <button
            type="button"
            className="plain hush"
            aria-label={`${t('remove')} ${name}`}
            onClick={() => change({ files: saying.files.filter((file) => file.id !== id) })}
          >
            ×
          </button>
        </li>
      ))}
    </ul>
  )
}

const kinds: readonly SayingKind[] = ['comment', 'decision', 'todo']

function SayKind({
  kind,
  onChange,
  onPick,
  isBusy,
}: {
  readonly kind: SayingKind
  readonly onChange: (kind: SayingKind) => void
  readonly onPick: (files: readonly File[]) => Promise<void>
  readonly isBusy: boolean
}) {
  const { t } = useTranslation()
  const picker = useRef<HTMLInputElement>(null)
  return (
    <div className="say-kinds">
      {kinds.map((one) => (
        <button
          key={one}
          type="button"
          className="plain"
          aria-pressed={kind === one}
          onClick={() => onChange(one)}
        >
          {t(`room.as.${one}`)}
        </button>
      ))}
      <button type="button" className="plain" disabled={isBusy} onClick={() => picker.current?.click()}>
        {t('file.add')}
      </button>
      <input
        ref={picker}
        type="file"
        multiple
        hidden
        aria-label={t('file.add')}
        onChange={({ target }) => {
          void onPick([...(target.files ?? [])])
          target.value = ''
        }}
      />
    </div>
  )
}

/** Who is to do it and until when. */
function Given({ given, onChange }: { readonly given: Row; readonly onChange: (given: Row) => void }) {
  const label = useLabel()
  const help = useHelp()
  const todo = useCatalog().object(todoObject)
  const fields = (todo?.fields ?? []).filter(({ name }) => name === 'owner' || name === 'dueAt')
  return (
    <div className="given">
      {fields.map((field) => (
        <Edit
          key={field.name}
          id={`given-${field.name}`}
          field={field}
          label={label(field.label)}
          help={help(field)}
          value={given[field.name] ?? null}
          row={given}
          onChange={(value: Row[string], title?: string) =>
            onChange({
              ...given,
              [field.name]: value,
              ...(title === undefined ? {} : { [`${field.name}$title`]: title }),
            })
          }
        />
      ))}
    </div>
  )
}
