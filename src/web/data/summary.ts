// Numbers over everything that a list shows, counted by the server.
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { Summary, SummaryQuestion } from '#kernel/records'
import { ask } from './api.ts'
import { recordsKey } from './records.ts'

export const useSummary = (question: SummaryQuestion, enabled: boolean) =>
  useQuery({
    queryKey: recordsKey(question.object, 'summary', question),
    enabled,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => ask<Summary>('/api/summary', { method: 'POST', body: question, signal }),
  })
