// Messages to the signed-in person.
import type { Query } from '#kernel/records'
import { useCatalog } from './metadata.ts'
import { useCount, usePages } from './records.ts'
import { useMe } from './session.ts'

const object = 'notify.message'

const mine = (person: string, isUnseenOnly: boolean): Query => ({
  object,
  filter: isUnseenOnly
    ? {
        and: [
          { field: 'person', is: 'eq', value: person },
          { field: 'seenAt', is: 'blank' },
        ],
      }
    : { field: 'person', is: 'eq', value: person },
  sort: ['-sentAt'],
})

/** How many are unseen; null while unknown or where there are no messages. */
export function useUnseenCount(): number | null {
  const isKnown = useCatalog().object(object) !== undefined
  return useCount(mine(useMe().id, true), isKnown)?.value ?? null
}

export const useInbox = (isUnseenOnly: boolean) => usePages(mine(useMe().id, isUnseenOnly))
