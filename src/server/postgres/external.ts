// Checks the PostgreSQL that DATABASE_URL names before anything is written to it.
import pg from 'pg'

/** What the check needs to know of a database; see `judge`. */
export type Findings = {
  /** `server_version_num`, e.g. 150004 for 15.4. */
  readonly version: number
  readonly versionName: string
  readonly database: string
  readonly encoding: string
  readonly canCreate: boolean
  /** Whether the directory of workspaces, `platform`, is there: then the database is ours. */
  readonly isOurs: boolean
  /** Schemas that hold tables which are not ours, at most a few of them. */
  readonly foreignSchemas: readonly string[]
}

export const oldestVersion = 15

/** What keeps us from using a database, as a sentence that says what to do; null when nothing does. */
export function judge(found: Findings): string | null {
  return refusals.map((refusal) => refusal(found)).find((sentence) => sentence !== null) ?? null
}

const refusals: readonly ((found: Findings) => string | null)[] = [
  ({ version, versionName }) =>
    version >= oldestVersion * 10_000
      ? null
      : `DATABASE_URL names PostgreSQL ${versionName}; Baton needs ${oldestVersion} or newer. Upgrade the server, or unset DATABASE_URL to use the one that comes with Baton.`,
  ({ encoding, database }) =>
    encoding === 'UTF8'
      ? null
      : `The database "${database}" is encoded ${encoding}; Baton needs UTF8. Create one with: CREATE DATABASE baton ENCODING 'UTF8' TEMPLATE template0.`,
  ({ canCreate, database }) =>
    canCreate
      ? null
      : `The role in DATABASE_URL may not create schemas in "${database}". Run as its owner: GRANT CREATE ON DATABASE "${database}" TO the role.`,
  ({ isOurs, foreignSchemas, database }) =>
    isOurs || foreignSchemas.length === 0
      ? null
      : `The database "${database}" already holds tables of something else (in ${foreignSchemas.join(', ')}). Give Baton an empty database of its own.`,
]

/** Looks at the database behind `url`. Null when Baton can use it, else a sentence that says what to do. */
export async function checkExternal(url: string): Promise<string | null> {
  const client = await connect(url)
  if (typeof client === 'string') return client
  try {
    return judge(await inspect(client))
  } finally {
    await client.end()
  }
}

async function connect(url: string): Promise<pg.Client | string> {
  try {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 })
    await client.connect()
    return client
  } catch (error) {
    // The message of the driver names host, role or database, never the password.
    const { message, code } = error as { message: string; code?: string }
    return `DATABASE_URL cannot be used: ${message || code}. Its form is postgresql://role:password@host:5432/database; check that the server runs and lets this role in.`
  }
}

async function inspect(client: pg.Client): Promise<Findings> {
  const { rows } = await client.query<Findings>(`
    select current_setting('server_version_num')::int as "version",
           current_setting('server_version') as "versionName",
           current_database() as "database",
           current_setting('server_encoding') as "encoding",
           has_database_privilege(current_database(), 'CREATE') as "canCreate",
           to_regclass('platform.workspaces') is not null as "isOurs",
           array(select distinct n.nspname::text
                   from pg_class c join pg_namespace n on n.oid = c.relnamespace
                  where c.relkind in ('r', 'p', 'v', 'm', 'f')
                    and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast')
                    and not exists (select 1 from pg_depend d where d.objid = c.oid and d.deptype = 'e')
                  order by 1 limit 5) as "foreignSchemas"`)
  const [found] = rows
  if (found === undefined) throw new Error('The database described itself with no row')
  return found
}
