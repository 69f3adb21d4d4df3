// Asking for a declared number.
import { useQuery } from '@tanstack/react-query'
import type { MetricCell, MetricDefinition, MetricQuestion } from '#kernel/metrics'
import { recordsKey } from './records.ts'
import { askTogether } from './together.ts'

/** The cells of a metric; asked for again when a record of its object changes. */
export const useMetric = ({ object }: MetricDefinition, question: MetricQuestion) =>
  useQuery({
    queryKey: recordsKey(object, 'metric', question),
    queryFn: ({ signal }) =>
      askTogether<readonly MetricCell[]>('around', '/api/metrics', {
        ...{ method: 'POST', body: question },
        signal,
      }),
  })
