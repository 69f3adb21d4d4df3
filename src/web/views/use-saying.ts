// What is being said about a record: words, files, whom it answers, and whether it is decided or given to somebody to do.
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Change } from '#kernel/records'
import type { Row } from '#kernel/schema'
import { type StoredFile, sendFile } from '../data/files.ts'
import { newId } from '../data/new-id.ts'
import { problemText } from '../data/problem-text.ts'
import { useMe } from '../data/session.ts'
import { browserStore, keepStored, readStored } from '../data/stored.ts'
import { useWrite } from '../data/write.ts'
import { toast } from '../ui/toast.tsx'
import { missedIn } from './mentions.ts'
import { askCalled, type Callable } from './people-to-call.ts'
import { todoObject } from './todo-source.ts'

export type SayingKind = 'comment' | 'decision' | 'todo'

export type Saying = {
  readonly text: string
  readonly files: readonly StoredFile[]
  readonly kind: SayingKind
  /** Who is to do it, with their name under `owner$title`, and `dueAt`; blank as long as nobody is chosen. */
  readonly given: Row
}

const nothing: Saying = { text: '', files: [], kind: 'comment', given: {} }
const longestTodo = 500

type About = { readonly object: string; readonly record: string }

/** The words are kept until they are sent, through a reload too. `people` are those who can be called by name. */
export function useSaying(
  { object, record }: About,
  people: readonly Callable[],
  answered: Row | null,
  onSent: () => void,
) {
  const { t } = useTranslation()
  const me = useMe()
  const write = useWrite()
  const place = `baton.said.${me.id}.${record}`
  const [saying, setSaying] = useState<Saying>(() => ({
    ...nothing,
    text: String(readStored(browserStore(), place) ?? ''),
  }))
  const [isSending, setSending] = useState(false)
  const change = (part: Partial<Saying>): void => {
    setSaying((before) => ({ ...before, ...part }))
    if (part.text !== undefined) keepStored(browserStore(), place, part.text === '' ? null : part.text)
  }
  const attach = async (files: readonly File[]): Promise<void> => {
    setSending(true)
    for (const file of files) {
      const answer = await sendFile(file)
      if (answer.ok) setSaying((before) => ({ ...before, files: [...before.files, answer.value] }))
      else toast({ kind: 'bad', text: problemText(answer.problems, t) })
    }
    setSending(false)
  }
  const send = async (): Promise<void> => {
    const { text, files, kind, given } = saying
    const said = text.trim() || files.map(({ name }) => name).join('，')
    if (said === '' || write.isPending || isSending) return
    if (kind === 'todo' && !given.owner) {
      toast({ kind: 'bad', text: t('room.ownerMissing') })
      return
    }
    setSending(true)
    const mentions = await askCalled(said, people).finally(() => setSending(false))
    const comment = newId()
    const owner = typeof given.owner === 'string' ? given.owner : null
    const values: Row = {
      ...{ object, record, text: said, author: me.id },
      mentions: [...mentions],
      isDecision: kind === 'decision',
      ...(answered === null ? {} : { replyTo: String(answered.id) }),
      ...(files.length === 0 ? {} : { files: files.map(({ id }) => id) }),
    }
    const changes: Change[] = [{ kind: 'create', object: 'collab.comment', id: comment, values }]
    if (owner !== null && kind !== 'comment')
      changes.push({
        kind: 'create',
        object: todoObject,
        id: newId(),
        values: {
          ...{ object, record, owner, givenBy: me.id, comment },
          text: said.slice(0, longestTodo),
          dueAt: given.dueAt ?? null,
        },
      })
    const answer = await write.mutateAsync({ changes })
    if (!answer.ok) {
      toast({ kind: 'bad', text: problemText(answer.problems, t) })
      return
    }
    change(nothing)
    onSent()
    for (const person of missedIn(answer.value.outputs))
      toast({ kind: 'bad', text: t('problem.notify-mention-missed', { person }) })
  }
  return { saying, change, attach, send, isBusy: isSending || write.isPending }
}
