// What was said about a record: a comment with its files, who is to do what was decided, and the answers under it.
import { createContext, useContext } from 'react'
import { useTranslation } from 'react-i18next'
import type { Row } from '#kernel/schema'
import { fileAddress, isPicture } from '../data/files.ts'
import type { ShownFile } from '../data/preview.ts'
import { ShowDatetime } from '../fields/date.tsx'
import { FileAnchor } from '../fields/file-anchor.tsx'
import { Avatar } from '../ui/avatar.tsx'
import { AroundFacts } from './around-facts.tsx'
import type { Source } from './stream-sources.ts'
import type { Thread } from './threads.ts'

/** What comments share with the stream they stand in. */
export type Talking = {
  /** How a comment is answered; null where nothing can be said. */
  readonly answer: ((comment: Row) => void) | null
  /** The files of all that is read, the newest first. */
  readonly files: readonly ShownFile[]
  /** What somebody was given to do, by the comment that says so. */
  readonly given: ReadonlyMap<string, { readonly source: Source; readonly row: Row }>
  /** Threads that somebody folded or unfolded against the usual; kept while the entries come and go. */
  readonly turned: ReadonlySet<string>
  readonly turn: (thread: string) => void
}

export const TalkingContext = createContext<Talking>({
  ...{ answer: null, files: [], given: new Map(), turned: new Set(), turn: () => undefined },
})

/** Longer threads begin folded: their latest answer stands for them. */
const mostUnfolded = 3

export function ThreadEntry({ thread: { root, replies } }: { readonly thread: Thread }) {
  const { t } = useTranslation()
  const { turned, turn } = useContext(TalkingContext)
  const id = String(root.id)
  const isOpen = turned.has(id) !== replies.length <= mostUnfolded
  const shown = isOpen ? replies : replies.slice(-1)
  return (
    <div className="thread">
      <CommentEntry comment={root} isQuoting />
      {replies.length === 0 ? null : (
        <section className="replies" aria-label={t('room.replies', { count: replies.length })}>
          {replies.length === 1 ? null : (
            <button type="button" className="plain hush" aria-expanded={isOpen} onClick={() => turn(id)}>
              {isOpen ? '▾' : '▸'} {t('room.replies', { count: replies.length })}
            </button>
          )}
          {shown.map((reply) => (
            <CommentEntry key={String(reply.id)} comment={reply} isQuoting={reply.replyTo !== root.id} />
          ))}
        </section>
      )}
    </div>
  )
}

function CommentEntry({ comment, isQuoting }: { readonly comment: Row; readonly isQuoting: boolean }) {
  const { t } = useTranslation()
  const { answer, given } = useContext(TalkingContext)
  const name = String(comment.author$title ?? '')
  const answered = isQuoting ? String(comment.replyTo$title ?? '') : ''
  const task = given.get(String(comment.id))
  return (
    <div className="entry" data-decision={comment.isDecision === true}>
      <Avatar id={String(comment.author ?? '')} name={name} />
      <div>
        <p>
          <strong>{name}</strong>
          <span className="when">
            <ShowDatetime value={comment.createdAt} />
          </span>
          {comment.isDecision === true ? <em className="decided">{t('room.as.decision')}</em> : null}
        </p>
        {answered === '' ? null : <small className="quoted clamped">{answered}</small>}
        <p className="spoken">{String(comment.text ?? '')}</p>
        {task === undefined ? null : <AroundFacts facts={task.source.facts} row={task.row} />}
        <CommentFiles comment={comment} />
        {answer === null ? null : (
          <button type="button" className="plain hush answer" onClick={() => answer(comment)}>
            {t('room.answer')}
          </button>
        )}
      </div>
    </div>
  )
}

/** The files of a comment, in their order. */
export function filesOf(comment: Row): readonly ShownFile[] {
  const names = String(comment.fileNames ?? '').split('\n')
  const ids = Array.isArray(comment.files) ? comment.files.map(String) : []
  return ids.map((id, index) => ({ id, name: names[index] ?? '' }))
}

/** Pictures are seen at once; a click looks at any of them in place, and from there at those of the whole stream. */
function CommentFiles({ comment }: { readonly comment: Row }) {
  const { t } = useTranslation()
  const all = useContext(TalkingContext).files
  const files = filesOf(comment)
  if (files.length === 0) return null
  return (
    <ul className="attached">
      {files.map(({ id, name }) => (
        <li key={id}>
          <FileAnchor id={id} files={all.some((file) => file.id === id) ? all : files}>
            {isPicture(name) ? <img src={fileAddress(id)} alt="" loading="lazy" /> : null}
            <span>{name || t('file.open')}</span>
          </FileAnchor>
        </li>
      ))}
    </ul>
  )
}
