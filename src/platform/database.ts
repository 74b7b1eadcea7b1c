import { createHash } from 'node:crypto'
import knexPackage, { type Knex } from 'knex'
import pg from 'pg'

/**
 * A handle for queries: the database itself or one transaction of it. It is the first parameter of every function with
 * SQL, and the inner one hides the outer, because on the embedded database a query on the outer handle inside a
 * transaction would wait for itself.
 */
export type Db = Knex

export interface Database {
  db: Db
  kind: 'embedded' | 'server'
  close(): Promise<void>
}

export type Value = string | number | boolean | null | Date | readonly string[] | readonly number[]
export type Values = Record<string, Value>

// Counts and identities fit a double; both drivers then give the same type.
pg.types.setTypeParser(pg.types.builtins.INT8, Number)

const connectSeconds = 5
/** No page waits longer for one statement; migrations set their own limit. */
const statementSeconds = 15

/** A PostgreSQL server. `url` is a connection string; nothing is connected until the first query. */
export function openServer(url: string, poolSize = 10): Database {
  const db = knexPackage({
    client: 'pg',
    connection: {
      connectionString: url,
      application_name: 'locman',
      connectionTimeoutMillis: connectSeconds * 1000,
      statement_timeout: statementSeconds * 1000,
    },
    pool: { min: 0, max: poolSize },
    acquireConnectionTimeout: connectSeconds * 1000,
    // A message goes into the log, and values do not.
    compileSqlOnError: false,
  })
  return { db, kind: 'server', close: () => db.destroy() }
}

/** Runs SQL with `:named` values and gives the rows. Row's shape is the caller's word for what the SQL selects. */
export async function rows<Row>(db: Db, sql: string, values: Values = {}): Promise<Row[]> {
  const result: { rows: Row[] } = await db.raw(sql, values as Record<string, Knex.RawBinding>)
  return result.rows
}

export async function row<Row>(db: Db, sql: string, values: Values = {}): Promise<Row | undefined> {
  return (await rows<Row>(db, sql, values))[0]
}

/**
 * The same for the few queries that public pages live on: the server plans each once per connection, and Knex, whose
 * preparing of a raw query takes as long as the query, only lends its connection. For SQL whose best plan does not depend on
 * the values.
 */
export async function plannedRows<Row>(db: Db, sql: string, values: Values): Promise<Row[]> {
  const plan = planOf(sql)
  const client: KnexClient = db.client
  const bindings = plan.names.map((name) => values[name] ?? null)
  client.emit('query', { sql: plan.text, bindings })
  const connection = await client.acquireConnection()
  try {
    // The embedded database takes text and values apart, a server takes them together with the plan's name.
    const { rows } =
      client.config.client === 'pg'
        ? await connection.query({ name: plan.name, text: plan.text, values: bindings })
        : await connection.query(plan.text, bindings)
    return rows as Row[]
  } finally {
    await client.releaseConnection(connection)
  }
}

/** What we use of Knex's client, which its types leave open. A transaction's client gives the transaction's connection. */
interface KnexClient {
  config: { client: unknown }
  emit(event: 'query', query: { sql: string; bindings: unknown[] }): void
  acquireConnection(): Promise<{ query(...query: unknown[]): Promise<{ rows: unknown[] }> }>
  releaseConnection(connection: unknown): Promise<void>
}

interface Plan {
  name: string
  /** With `$1` for the first of `names`. */
  text: string
  names: string[]
}

const plans = new Map<string, Plan>()

function planOf(sql: string): Plan {
  let plan = plans.get(sql)
  if (plan === undefined) {
    const names: string[] = []
    const text = sql.replace(/(?<!:):([a-zA-Z]\w*)/g, (_, name: string) => {
      if (!names.includes(name)) names.push(name)
      return `$${names.indexOf(name) + 1}`
    })
    plan = { name: createHash('sha256').update(sql).digest('base64url').slice(0, 32), text, names }
    plans.set(sql, plan)
  }
  return plan
}

/** How many rows an insert, update or delete changed. */
export async function run(db: Db, sql: string, values: Values = {}): Promise<number> {
  const result: { rowCount?: number | null; affectedRows?: number } = await db.raw(
    sql,
    values as Record<string, Knex.RawBinding>,
  )
  return result.affectedRows ?? result.rowCount ?? 0
}

export function transaction<T>(db: Db, work: (db: Db) => Promise<T>): Promise<T> {
  return db.transaction(work)
}
