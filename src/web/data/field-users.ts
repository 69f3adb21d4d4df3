// Who uses a field, what happened to fields, and what another type would come to, as administrators are told.
import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query'
import { useCallback } from 'react'
import type { ConversionOutlook, FieldPasts, FieldUse, RoleRights, ShippedRight } from '#kernel/module'
import type { Field } from '#kernel/schema'
import { AskFailed, ask, call, type SaidProblem } from './api.ts'
import { definitionsKey } from './definitions-key.ts'

/** Every place that uses a published field; asked anew whenever definitions change. */
export const useFieldUsers = (object: string, field: string) =>
  useQuery({
    queryKey: [...definitionsKey, 'users', object, field],
    staleTime: 0,
    queryFn: ({ signal }) =>
      ask<readonly FieldUse[]>(`/api/definitions/users/${object}/${field}`, { signal }),
  })

const nothing: FieldPasts = { retired: [], former: [] }

/** Which fields of a published object are out of use or were of another type. */
export const useFieldPasts = (object: string, isPublished: boolean): FieldPasts =>
  useQuery({
    queryKey: [...definitionsKey, 'pasts', object],
    enabled: isPublished,
    queryFn: ({ signal }) => ask<FieldPasts>(`/api/definitions/pasts/${object}`, { signal }),
  }).data ?? nothing

/** The server has said each problem in the reader's language. */
export type SaidOutlook = Omit<ConversionOutlook, 'broken'> & {
  readonly broken: readonly (Omit<ConversionOutlook['broken'][number], 'problems'> & {
    readonly problems: readonly SaidProblem[]
  })[]
}

/** What would become of the stored values of a field as it would become. */
export const useConversionOutlook = (object: string, field: Field) =>
  useQuery({
    queryKey: [...definitionsKey, 'conversion', object, JSON.stringify(field)],
    placeholderData: keepPreviousData,
    retry: false,
    queryFn: async ({ signal }) => {
      const body = { object, field }
      const answer = await call<SaidOutlook>('/api/definitions/conversion', { method: 'POST', body, signal })
      if (answer.ok) return answer.value
      throw new AskFailed(answer.status, answer.problems)
    },
  })

const shippedQuery = (object: string) => ({
  queryKey: [...definitionsKey, 'shipped-rights', object],
  queryFn: ({ signal }: { readonly signal: AbortSignal }) =>
    ask<readonly ShippedRight[]>(`/api/definitions/rights/${object}`, { signal }),
})

/** The shipped policies that speak of people and of these objects, by object, as far as they are there. */
export function useShippedRights(objects: readonly string[]): ReadonlyMap<string, readonly ShippedRight[]> {
  return useQueries({
    queries: objects.map(shippedQuery),
    combine: useCallback(
      (found: readonly { readonly data?: readonly ShippedRight[] | undefined }[]) =>
        new Map(objects.flatMap((name, at) => (found[at]?.data ? [[name, found[at].data] as const] : []))),
      [objects],
    ),
  })
}

/** What somebody with a role is told of a published object and its lines. */
export const useRoleRights = (object: string, role: string, isWanted: boolean) =>
  useQuery({
    queryKey: [...definitionsKey, 'rights', object, role],
    enabled: isWanted,
    queryFn: ({ signal }) =>
      ask<RoleRights>(`/api/definitions/rights/${object}/${encodeURIComponent(role)}`, { signal }),
  })
