// What was saved without a network: when it will be sent, what was refused and why, and the ways to mend it.
import { useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { keepDraft, readDraft } from '../../data/drafts.ts'
import { useCatalog, useLabel } from '../../data/metadata.ts'
import { removeLetter, retryLetter } from '../../data/offline/outbox.ts'
import type { Letter } from '../../data/offline/shelf.ts'
import { useLetters, useSendNow } from '../../data/offline/use-outbox.ts'
import { problemText } from '../../data/problem-text.ts'
import { browserStore } from '../../data/stored.ts'
import { ShowDatetime } from '../../fields/date.tsx'
import { Card } from '../../ui/small.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { toast } from '../../ui/toast.tsx'
import './outbox.css'

export default function Outbox() {
  const { t } = useTranslation()
  const letters = useLetters()
  return (
    <div className="page">
      <header className="page-head">
        <h1>{t('outbox.title')}</h1>
      </header>
      <Card>
        {letters.length === 0 ? <EmptyState title={t('outbox.empty')} hint={t('outbox.emptyHint')} /> : null}
        <ul className="outbox">
          {letters.map((letter) => (
            <li key={letter.id} data-bad={letter.problems !== null}>
              <Told letter={letter} />
              <Ways letter={letter} />
            </li>
          ))}
        </ul>
      </Card>
    </div>
  )
}

function Told({ letter: { object, title, isNew, at, problems } }: { readonly letter: Letter }) {
  const { t } = useTranslation()
  const label = useLabel()
  const name = label(useCatalog().object(object)?.label) || object
  return (
    <div className="spread">
      <b className="cut">
        {t(isNew ? 'outbox.new' : 'outbox.changed')} {name}
        {title === '' ? '' : ` · ${title}`}
      </b>
      <small>
        <ShowDatetime value={new Date(at).toISOString()} />
        {problems === null ? ` · ${t('outbox.waits')}` : null}
      </small>
      {problems === null ? null : (
        <p className="late" role="alert">
          {t('outbox.why')}
          {problemText(problems, t)}
        </p>
      )}
    </div>
  )
}

function Ways({ letter }: { readonly letter: Letter }) {
  const { t } = useTranslation()
  const correct = useCorrect()
  const sendNow = useSendNow()
  const [isAsked, setAsked] = useState(false)
  return (
    <div className="outbox-ways">
      <Button onClick={() => void correct(letter)}>{t('outbox.correct')}</Button>
      {letter.problems === null ? null : (
        <Button onClick={() => void retryLetter(letter).then(sendNow)}>{t('outbox.retry')}</Button>
      )}
      <Button danger onClick={() => (isAsked ? void removeLetter(letter.id) : setAsked(true))}>
        {t(isAsked ? 'outbox.dropAsk' : 'outbox.drop')}
      </Button>
    </div>
  )
}

/** Puts what was typed back into its form, and takes it out of the outbox once it is there. */
function useCorrect(): (letter: Letter) => Promise<void> {
  const { t } = useTranslation()
  const navigate = useNavigate()
  return async ({ id, person, object, record, isNew, draft }) => {
    const place = isNew ? 'new' : record
    const isTaken = readDraft(browserStore(), person, object, place, Date.now()) !== null
    const isKept = !isTaken && keepDraft(browserStore(), person, object, place, { ...draft, at: Date.now() })
    if (!isKept) return toast({ kind: 'bad', text: t('outbox.finishFirst') })
    await removeLetter(id)
    if (isNew) void navigate({ to: '/o/$object/new', params: { object } })
    else void navigate({ to: '/o/$object/$id', params: { object, id: record }, search: { edit: '1' } })
  }
}
