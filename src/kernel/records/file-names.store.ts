// Texts that name the files of a field, so that words find them: written from the files themselves, whatever was sent.
import type { Tx } from '#base/database'
import { isUuid } from '#base/ids'
import type { TextField, Value } from '#kernel/schema'
import { allEntries, type Entry, same, type Work } from './work.ts'

/** Names of files by their ids, within the write; ids that name none are left out. */
export type FileNames = (tx: Tx, ids: readonly string[]) => Promise<ReadonlyMap<string, string>>

type Named = { readonly entry: Entry; readonly field: TextField; readonly files: readonly string[] }

const idsIn = (value: Value | undefined): readonly string[] =>
  Array.isArray(value) ? value.map(String).filter(isUuid) : []

/** One name a line, in the order of the files; blank without files. One statement, where some were named or changed. */
export async function nameFiles(tx: Tx, work: Work, fileNames: FileNames): Promise<void> {
  const named = [...allEntries(work)].flatMap(changedNames)
  const ids = named.flatMap(({ files }) => files)
  const known = ids.length === 0 ? new Map<string, string>() : await fileNames(tx, [...new Set(ids)])
  for (const { entry, field, files } of named) {
    const names = files.flatMap((id) => known.get(id) ?? []).join('\n')
    if (entry.row !== null) entry.row[field.name] = names.slice(0, field.maxLength) || null
  }
}

function changedNames(entry: Entry): readonly Named[] {
  const { row, before, object } = entry
  if (row === null || !entry.touched) return []
  return object.fields.flatMap((field) => {
    if (field.type !== 'text' || field.namesOf === undefined) return []
    const isSame = [field.name, field.namesOf].every((name) => same(before?.[name], row[name]))
    return isSame ? [] : [{ entry, field, files: idsIn(row[field.namesOf]) }]
  })
}
