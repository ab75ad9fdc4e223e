import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite'
import { pathToFileURL } from 'node:url'

export type SqlValue = SQLInputValue

export interface DatabaseOptions {
  /** `immutable`: for reading where SQLite may not even take a lock; the file must not change meanwhile. */
  readonly access: 'write' | 'read' | 'immutable'
  /** Milliseconds to wait for another writer. */
  readonly busyTimeoutMs: number
}

/** A connection to a database file: the one door to SQLite. Rows are lists of values, in the order of the columns. */
export class Database {
  readonly #connection: DatabaseSync
  readonly #statements = new Map<string, StatementSync>()

  constructor(path: string, { access, busyTimeoutMs }: DatabaseOptions) {
    const location = access === 'immutable' ? `${pathToFileURL(path).href}?immutable=1` : path
    this.#connection = new DatabaseSync(location, {
      readOnly: access !== 'write',
      timeout: busyTimeoutMs,
      returnArrays: true,
      defensive: true,
      // the ids are looked up in the transaction that inserts them
      enableForeignKeyConstraints: false,
    })
    try {
      // FULL: an acknowledged snapshot outlives a power cut. The cache: SQLite's default of 2 MB is a fifth as fast
      this.exec('PRAGMA synchronous = FULL; PRAGMA cache_size = -16384; PRAGMA trusted_schema = OFF')
    } catch (error) {
      this.close()
      throw error
    }
  }

  exec(sql: string): void {
    this.#connection.exec(sql)
  }

  /** The prepared statement for this SQL; each is compiled once for a connection. */
  prepare(sql: string): StatementSync {
    let statement = this.#statements.get(sql)
    if (statement === undefined) {
      statement = this.#connection.prepare(sql)
      this.#statements.set(sql, statement)
    }
    return statement
  }

  /** @returns the row's id, where one was inserted */
  run(sql: string, ...values: SqlValue[]): number {
    return Number(this.prepare(sql).run(...values).lastInsertRowid)
  }

  /** The first row. The caller names the columns' types. */
  row<Row extends readonly SqlValue[]>(sql: string, ...values: SqlValue[]): Row | undefined {
    return this.prepare(sql).get(...values) as unknown as Row | undefined
  }

  /** Every row, read one by one. */
  rows<Row extends readonly SqlValue[]>(sql: string, ...values: SqlValue[]): Iterable<Row> {
    return this.prepare(sql).iterate(...values) as unknown as Iterable<Row>
  }

  /** Does all of it or nothing, as the only writer; `false` takes it back as well as an error does. */
  transaction(work: () => boolean): boolean {
    this.exec('BEGIN IMMEDIATE')
    try {
      const done = work()
      this.exec(done ? 'COMMIT' : 'ROLLBACK')
      return done
    } catch (error) {
      this.#rollBack()
      throw error
    }
  }

  close(): void {
    if (this.#connection.isOpen) this.#connection.close()
  }

  #rollBack() {
    // a full disk has SQLite roll back by itself
    if (this.#connection.isTransaction) this.exec('ROLLBACK')
  }
}
