// The identifiers of imported records: the same key gives the same record in every run.
import { createHash } from 'node:crypto'
import { derivedNamespace } from '#base/derived-id'

const namespace = Buffer.from(derivedNamespace.replaceAll('-', ''), 'hex')

/** Equals derivedId('import', profile, object, key), by the platform's own SHA-1: millions of them are needed. */
export function importedId(profile: string, object: string, key: string): string {
  const hash = createHash('sha1')
    .update(namespace)
    .update(JSON.stringify(['import', profile, object, key]))
    .digest()
  hash[6] = 0x50 | ((hash[6] ?? 0) & 0x0f)
  hash[8] = 0x80 | ((hash[8] ?? 0) & 0x3f)
  const text = hash.toString('hex', 0, 16)
  return `${text.slice(0, 8)}-${text.slice(8, 12)}-${text.slice(12, 16)}-${text.slice(16, 20)}-${text.slice(20)}`
}
