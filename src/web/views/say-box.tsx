// Saying something about a record: Enter sends, Shift+Enter makes a new line, what is typed is kept until it is sent.
import { Mentions } from 'antd'
import { type KeyboardEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { newId } from '../data/new-id.ts'
import { problemText } from '../data/problem-text.ts'
import { usePage } from '../data/records.ts'
import { useMe } from '../data/session.ts'
import { browserStore, keepStored, readStored } from '../data/stored.ts'
import { useWrite } from '../data/write.ts'
import { toast } from '../ui/toast.tsx'
import { mentionedIn, missedIn } from './mentions.ts'

export function SayBox({ object, record }: { readonly object: string; readonly record: string }) {
  const { t } = useTranslation()
  const me = useMe()
  const write = useWrite()
  const place = `baton.said.${me.id}.${record}`
  const [text, setText] = useState(() => String(readStored(browserStore(), place) ?? ''))
  const [isAsking, setAsking] = useState(false)
  const people = usePage(
    { object: 'identity.person', fields: ['name'], sort: ['name'], limit: 500 },
    isAsking,
  )
  const change = (next: string): void => {
    setText(next)
    setAsking((before) => before || next.includes('@'))
    keepStored(browserStore(), place, next === '' ? null : next)
  }
  const send = async (): Promise<void> => {
    const said = text.trim()
    if (said === '' || write.isPending) return
    const mentions = mentionedIn(said, people.data?.rows ?? [])
    const values = { object, record, text: said, author: me.id, mentions }
    const answer = await write.mutateAsync({
      changes: [{ kind: 'create', object: 'collab.comment', id: newId(), values }],
    })
    if (!answer.ok) {
      toast({ kind: 'bad', text: problemText(answer.problems, t) })
      return
    }
    change('')
    for (const person of missedIn(answer.value.outputs))
      toast({ kind: 'bad', text: t('problem.notify-mention-missed', { person }) })
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    const isChoosing =
      document.querySelector('.ant-mentions-dropdown:not(.ant-mentions-dropdown-hidden)') !== null
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing || isChoosing) return
    event.preventDefault()
    void send()
  }
  return (
    <div className="say">
      <Mentions
        value={text}
        onChange={change}
        onKeyDown={onKeyDown}
        onFocus={() => setAsking(true)}
        autoSize={{ minRows: 1, maxRows: 8 }}
        placeholder={t('room.say')}
        aria-label={t('room.say')}
        maxLength={5000}
        options={(people.data?.rows ?? []).map(({ id, name }) => ({
          key: String(id),
          value: String(name ?? ''),
          label: String(name ?? ''),
        }))}
      />
      <kbd>Enter</kbd>
    </div>
  )
}
