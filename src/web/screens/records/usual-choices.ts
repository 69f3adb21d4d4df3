// What an action takes where nothing is chosen, so that it can be seen before it is sent. Pure.
import type { ActionMetadata } from '#kernel/module'
import type { Row } from '#kernel/schema'

/** The choices among them. */
export const usualChoices = ({ input }: ActionMetadata): Row =>
  Object.fromEntries(
    input.flatMap((field) => {
      const key = field.type === 'select' ? /^'(\w+)'$/.exec(field.default ?? '')?.[1] : undefined
      return key === undefined ? [] : [[field.name, key]]
    }),
  )
