// Identifiers made in the browser, so that a create that is sent twice is one record.
import { idSource } from '#base/ids'

export const newId = idSource(
  () => Date.now(),
  (length) => crypto.getRandomValues(new Uint8Array(length)),
)
