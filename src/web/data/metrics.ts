// Asking for a declared number.
import { useQuery } from '@tanstack/react-query'
import type { MetricCell, MetricDefinition, MetricQuestion } from '#kernel/metrics'
import { ask } from './api.ts'
import { recordsKey } from './records.ts'

/** The cells of a metric; asked for again when a record of its object changes. */
export const useMetric = ({ object }: MetricDefinition, question: MetricQuestion) =>
  useQuery({
    queryKey: recordsKey(object, 'metric', question),
    queryFn: ({ signal }) =>
      ask<readonly MetricCell[]>('/api/metrics', { method: 'POST', body: question, signal }),
  })
