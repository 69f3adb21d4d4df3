// Numbers over all records: declared metrics, and summaries of a question. Read again when what they are reckoned from changes.
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { MetricCell, MetricQuestion } from '#kernel/metrics'
import type { Filter, Group, Summary } from '#kernel/records'
import { ask } from './api.ts'
import { objectsRead } from './catalog.ts'
import { useCatalog } from './metadata.ts'
import { recordsKey } from './records.ts'

/** Conditions over the present change their answer without any change of records. */
const everyMs = 60_000

/** The cells of a metric; asks nothing for one that the person is not offered. */
export function useMetric(question: MetricQuestion | null) {
  const catalog = useCatalog()
  const metric = question === null ? undefined : catalog.metric(question.metric)
  const texts = [metric?.of, metric?.where, metric?.among, metric?.by, ...(question?.dimensions ?? [])]
  return useQuery({
    queryKey: recordsKey(metric?.object ?? '', 'metric', question),
    enabled: metric !== undefined,
    placeholderData: keepPreviousData,
    refetchInterval: everyMs,
    meta: {
      objects: metric === undefined ? [] : objectsRead(catalog, metric.object, [...texts, question?.filter]),
    },
    queryFn: ({ signal }) =>
      ask<readonly MetricCell[]>('/api/metrics', { method: 'POST', body: question, signal }),
  })
}

/** How many records a question finds and what they add up to, by the values of fields. */
export function useSummary(question: Summary, enabled = true) {
  const catalog = useCatalog()
  const texts = [
    ...formulasIn(question.filter),
    ...(question.by ?? []),
    ...(question.sums ?? []),
    ...(question.counts ?? []),
  ]
  return useQuery({
    queryKey: recordsKey(question.object, 'summary', question),
    enabled,
    placeholderData: keepPreviousData,
    refetchInterval: everyMs,
    meta: { objects: objectsRead(catalog, question.object, texts) },
    queryFn: ({ signal }) =>
      ask<readonly Group[]>('/api/summary', { method: 'POST', body: question, signal }),
  })
}

/** The formulas and paths of a condition, nested as it may be. */
function formulasIn(filter: Filter | undefined): readonly string[] {
  if (filter === undefined) return []
  if ('formula' in filter) return [filter.formula]
  if ('field' in filter) return [filter.field]
  if ('not' in filter) return formulasIn(filter.not)
  return ('and' in filter ? filter.and : filter.or).flatMap(formulasIn)
}
