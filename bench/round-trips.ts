// The SQL statements of one created order, begin and commit included, counted where they leave the process.
import type { Database, Tx } from '#base/database'
import type { Statement } from '#base/sql'
import { type Company, newId, orderChanges, write } from './company.ts'

/** The texts of the statements, shortened. The directory and definitions are in memory, as in a server that runs. */
export async function roundTrips({
  engine,
  people,
  customers,
  items,
  counting,
}: Company): Promise<readonly string[]> {
  const actor = await engine.actor(people.seller)
  if (!actor) throw new Error('the seller is gone')
  const create = () => write(engine, actor, orderChanges(newId(), customers[0] ?? '', items.slice(0, 3)))
  await create()
  counting.texts.length = 0
  await create()
  return ['begin', ...counting.texts, 'commit']
}

export type Counting = { readonly texts: string[] }

/** The same database, with every statement written down. */
export function counted(db: Database, { texts }: Counting): Database {
  const take = ({ text }: Statement): void => {
    if (texts.length < 1000) texts.push(text.slice(0, 120).replace(/\s+/g, ' '))
  }
  const note = (tx: Tx): Tx => ({
    get roundTrips() {
      return tx.roundTrips
    },
    query: (statement) => {
      take(statement)
      return tx.query(statement)
    },
    together: (statements) => {
      statements.forEach(take)
      return tx.together(statements)
    },
    commitWith: (statements) => {
      statements.forEach(take)
      return tx.commitWith(statements)
    },
  })
  return { ...db, transaction: (work, how) => db.transaction((tx) => work(note(tx)), how) }
}
