import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite'
import { pathToFileURL } from 'node:url'

export type SqlValue = SQLInputValue

export interface DatabaseOptions {
  /** `immutable`: reads without locks; the file must not change while it is open. */
  readonly access: 'write' | 'read' | 'immutable'
  /** Milliseconds to wait for another writer. */
  readonly busyTimeoutMs: number
}

/** A connection to a SQLite file. Rows are lists of values, in the order of the columns. */
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
      // every id is read or inserted in the same transaction
      enableForeignKeyConstraints: false,
    })
    try {
      // FULL: stored snapshots survive a power cut. 16 MB of cache are five times as fast as SQLite's 2 MB
      this.exec('PRAGMA synchronous = FULL; PRAGMA cache_size = -16384; PRAGMA trusted_schema = OFF')
    } catch (error) {
      this.close()
      throw error
    }
  }

  exec(sql: string): void {
    this.#connection.exec(sql)
  }

  /** Prepares a statement, once for each connection. */
  prepare(sql: string): StatementSync {
    let statement = this.#statements.get(sql)
    if (statement === undefined) {
      statement = this.#connection.prepare(sql)
      this.#statements.set(sql, statement)
    }
    return statement
  }

  /** @returns the id of the inserted row */
  run(sql: string, ...values: SqlValue[]): number {
    return Number(this.prepare(sql).run(...values).lastInsertRowid)
  }

  /** Reads the first row. The caller gives the types of the columns. */
  row<Row extends readonly SqlValue[]>(sql: string, ...values: SqlValue[]): Row | undefined {
    return this.prepare(sql).get(...values) as unknown as Row | undefined
  }

  /** Reads all rows, one by one. */
  rows<Row extends readonly SqlValue[]>(sql: string, ...values: SqlValue[]): Iterable<Row> {
    return this.prepare(sql).iterate(...values) as unknown as Iterable<Row>
  }

  /** Runs work in a transaction as the only writer. `false` or an error rolls it back. */
  transaction(work: () => boolean): boolean {
    this.exec('BEGIN IMMEDIATE')
    try {
      const done = work()
      this.exec(done ? 'COMMIT' : 'ROLLBACK')
      return done
    } catch (error) {
      // SQLite itself rolls back on a full disk
      if (this.#connection.isTransaction) this.exec('ROLLBACK')
      throw error
    }
  }

  close(): void {
    if (this.#connection.isOpen) this.#connection.close()
  }
}
