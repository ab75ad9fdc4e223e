import { existsSync } from 'node:fs'
import { VariorumError } from '../../model/errors.ts'
import type { PagePath } from '../../model/page.ts'
import type { Plan } from '../../model/plan.ts'
import type { ContentHash } from '../../model/revision.ts'
import { planFollows, stateAfter, stateAfterReindex } from '../state.ts'
import type { EventFilter, ReplacementIndex, SnapshotFilter, Store } from '../store.ts'
import { writeCheckpoint } from './checkpoint.ts'
import { ContentReader } from './content-reader.ts'
import { writeContents } from './content-writer.ts'
import type { Database } from './database.ts'
import { readEvents, upsertEvents } from './events.ts'
import { openDatabase } from './open-database.ts'
import { PathIds } from './path-ids.ts'
import { insertSnapshots, readLatestSnapshots, readSnapshots } from './snapshots.ts'
import { readState, writeState } from './state-row.ts'
import { toStoreError } from './store-errors.ts'
import { assertSameFile, createStoreFile, type FileIdentity } from './store-file.ts'

export interface SqliteOptions {
  /** The name of the store, for messages. */
  readonly url: string
  /** `read`: the file must exist and is not changed. `write`: a missing file is created. */
  readonly mode: 'read' | 'write'
  /** Milliseconds to wait for another writer. */
  readonly busyTimeoutMs?: number
  /** The identity of the file, if this process has it open already. */
  readonly file?: FileIdentity
}

/**
 * Opens a store in a SQLite file.
 * @param path the file, absolute
 * @throws VariorumError store-not-found, store-foreign, store-newer, store-damaged, store-read-only, store-full,
 *   store-busy, store-unreadable
 */
export function openSqliteStore(path: string, options: SqliteOptions): Store & { readonly file: FileIdentity } {
  try {
    if (!existsSync(path)) {
      if (options.mode === 'read') throw storeNotFoundError(path)
      if (options.file !== undefined) assertSameFile(path, options.file)
      createStoreFile(path)
    }
    return new SqliteStore(path, options)
  } catch (error) {
    throw toStoreError(error, path)
  }
}

function storeNotFoundError(path: string): VariorumError {
  return new VariorumError('store-not-found', `There is no store at ${path}.`, {
    advice: 'Run `variorum import` to record the history, or `variorum ingest` to begin with the pages as they are.',
  })
}

class SqliteStore implements Store {
  readonly url: string
  readonly file: FileIdentity
  readonly #path: string
  readonly #mode: 'read' | 'write'
  readonly #busyTimeoutMs: number
  readonly #db: Database
  readonly #contents: ContentReader
  /** Idle connections for iterations: each iteration has its own, so that it sees the store as of its start. */
  readonly #readers: Database[] = []
  #closed = false

  constructor(path: string, { url, mode, busyTimeoutMs = 5000, file: expected }: SqliteOptions) {
    this.url = url
    this.#path = path
    this.#mode = mode
    this.#busyTimeoutMs = busyTimeoutMs
    const { db, file } = openDatabase(path, mode, busyTimeoutMs, expected)
    this.#db = db
    this.file = file
    this.#contents = new ContentReader(path)
  }

  async state() {
    return this.#try(() => readState(this.#db))
  }

  async append(plan: Plan) {
    return this.#write(() => appendPlan(this.#db, plan))
  }

  async replaceIndex(index: ReplacementIndex) {
    return this.#write(() => writeIndex(this.#db, index))
  }

  snapshots(filter: SnapshotFilter = {}) {
    return this.#iterate((db) => readSnapshots(db, filter))
  }

  latestSnapshots(paths?: readonly PagePath[]) {
    return this.#iterate((db) => readLatestSnapshots(db, paths))
  }

  async content(hash: ContentHash) {
    return this.#try(() => this.#contents.read(this.#db, hash))
  }

  contents() {
    return this.#iterate((db) => new ContentReader(this.#path, 1).readAll(db))
  }

  events(filter: EventFilter = {}) {
    return this.#iterate((db) => readEvents(db, filter))
  }

  async [Symbol.asyncDispose]() {
    this.#closed = true
    for (const reader of this.#readers.splice(0)) reader.close()
    this.#try(() => this.#db.close())
  }

  #try<Result>(work: () => Result): Result {
    try {
      return work()
    } catch (error) {
      throw toStoreError(error, this.#path)
    }
  }

  #write(work: () => boolean): 'stored' | 'conflict' {
    if (this.#mode === 'read') throw new VariorumError('store-read-only', `${this.#path} is open for reading only`)
    return this.#try(() => {
      const assertUnchanged = () => assertSameFile(this.#path, this.file)
      const stored = this.#db.transaction(() => {
        const done = work()
        assertUnchanged()
        return done
      })
      // checked again: a commit to a file that was removed must not be acknowledged
      assertUnchanged()
      if (!stored) return 'conflict'
      writeCheckpoint(this.#db, this.#path, readState(this.#db))
      return 'stored'
    })
  }

  async *#iterate<Item>(read: (db: Database) => Iterable<Item>): AsyncGenerator<Item, void, undefined> {
    const openReader = () => openDatabase(this.#path, 'read', this.#busyTimeoutMs, this.file).db
    const db = this.#readers.pop() ?? this.#try(openReader)
    let hasFailed = false
    try {
      db.exec('BEGIN')
      yield* read(db)
    } catch (error) {
      hasFailed = true
      throw toStoreError(error, this.#path)
    } finally {
      // also after an iteration that its caller left early
      if (hasFailed || this.#closed) db.close()
      else {
        db.exec('COMMIT')
        this.#readers.push(db)
      }
    }
  }
}

/** Applies a plan within a transaction. @returns false, without a change, if the plan does not continue the ledger */
function appendPlan(db: Database, plan: Plan): boolean {
  const state = readState(db)
  if (!planFollows(state, plan)) return false
  const after = stateAfter(state, plan)
  const contents = writeContents(db, plan)
  const paths = new PathIds(db)
  insertSnapshots(db, plan.snapshots, paths, contents)
  upsertEvents(db, plan.events, paths)
  writeState(db, after)
  return true
}

/** Replaces the index within a transaction. @returns false, without a change, if it covers another number of rows */
function writeIndex(db: Database, index: ReplacementIndex): boolean {
  const state = stateAfterReindex(readState(db), index)
  if (state === null) return false
  db.exec('DELETE FROM event_path; DELETE FROM event')
  upsertEvents(db, index.events, new PathIds(db))
  writeState(db, state)
  return true
}
