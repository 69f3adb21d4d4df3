// What a person does with messages: seen, put away until later, brought back; each can be taken back.
import { useTranslation } from 'react-i18next'
import type { Change, Values } from '#kernel/records'
import type { Json, Row } from '#kernel/schema'
import { isUnseen, messageObject } from '../../data/inbox.ts'
import { problemText } from '../../data/problem-text.ts'
import { useWrite } from '../../data/write.ts'
import { formatMoment } from '../../ui/format.ts'
import { useFormat } from '../../ui/format-context.tsx'
import { toast } from '../../ui/toast.tsx'

/** As many as one write may hold with room to spare. */
const most = 200

type Input = { readonly [name: string]: Json } & Values

export function useDealWith() {
  const { t } = useTranslation()
  const write = useWrite()
  const { now, zone, language } = useFormat()
  const act = async (rows: readonly Row[], action: string, input: Input = {}): Promise<boolean> => {
    const changes = rows
      .slice(0, most)
      .map(({ id }): Change => ({ kind: 'act', object: messageObject, id: String(id), action, input }))
    if (changes.length === 0) return false
    const answer = await write.mutateAsync({ changes })
    if (!answer.ok) toast({ kind: 'bad', text: problemText(answer.problems, t) })
    return answer.ok
  }
  const bringBack = (rows: readonly Row[]): Promise<boolean> => act(rows, 'bringBack')
  const tell = (rows: readonly Row[], text: string): void =>
    toast({ text, action: { label: t('undo'), run: () => void bringBack(rows) } })
  return {
    bringBack,
    async see(all: readonly Row[], isSilent = false): Promise<void> {
      const rows = all.filter(isUnseen)
      if ((await act(rows, 'markSeen')) && !isSilent) tell(rows, t('inbox.doneCount', { count: rows.length }))
    },
    async snooze(rows: readonly Row[], until: string): Promise<void> {
      const when = formatMoment(until, now, zone, language)
      if (await act(rows, 'snooze', { until })) tell(rows, t('inbox.snoozed', { when }))
    },
  }
}
