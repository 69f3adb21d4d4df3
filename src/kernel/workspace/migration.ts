// The numbered steps by which a schema's kernel tables come to be, as data that each part brings along.

/**
 * One step. It is kept as text in a TypeScript file, so that it is there under every loader and inside a bundle.
 * Its statements run with the search path set to the schema they are for, one statement per entry.
 */
export type Migration = {
  /** 1, 2, 3 … without gaps within the part. */
  readonly number: number
  readonly name: string
  readonly statements: readonly string[]
}

/** What one kernel part brings to each schema of its kind. */
export type PartMigrations = {
  readonly part: string
  readonly migrations: readonly Migration[]
  /** Tables whose rows the server may add and read, never change or delete. */
  readonly appendOnly?: readonly string[]
  /** Tables that an export leaves out: they mean nothing elsewhere. */
  readonly transient?: readonly string[]
}

/** The parts' migrations in the order they run: by part as given, by number within. Throws where numbers have gaps. */
export function inOrder(
  parts: readonly PartMigrations[],
): readonly { readonly part: string; readonly migration: Migration }[] {
  return parts.flatMap(({ part, migrations }) =>
    migrations.map((migration, index) => {
      if (migration.number !== index + 1)
        throw new Error(`Migration ${migration.number} of ${part} stands at place ${index + 1}`)
      return { part, migration }
    }),
  )
}
