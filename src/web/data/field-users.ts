// Who uses a field, and since when fields are out of use, as administrators are told.
import { useQuery } from '@tanstack/react-query'
import type { FieldUse, Retirement } from '#kernel/module'
import { ask } from './api.ts'
import { definitionsKey } from './definitions-key.ts'

/** Every place that uses a published field; asked anew whenever definitions change. */
export const useFieldUsers = (object: string, field: string, isWanted: boolean) =>
  useQuery({
    queryKey: [...definitionsKey, 'users', object, field],
    enabled: isWanted,
    staleTime: 0,
    queryFn: ({ signal }) =>
      ask<readonly FieldUse[]>(`/api/definitions/users/${object}/${field}`, { signal }),
  })

/** Since when fields of an object are out of use, by field. */
export const useRetirements = (object: string, isWanted: boolean): ReadonlyMap<string, Retirement> => {
  const { data = [] } = useQuery({
    queryKey: [...definitionsKey, 'retired', object],
    enabled: isWanted,
    queryFn: ({ signal }) => ask<readonly Retirement[]>(`/api/definitions/retired/${object}`, { signal }),
  })
  return new Map(data.map((one) => [one.field, one]))
}
