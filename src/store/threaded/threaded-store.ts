import type { PagePath } from '../../model/page.ts'
import type { Plan } from '../../model/plan.ts'
import type { ContentHash } from '../../model/revision.ts'
import { openSqliteStore, type SqliteOptions } from '../sqlite/sqlite-store.ts'
import type { EventFilter, SnapshotFilter, Store } from '../store.ts'
import { WriterThread } from './writer-thread.ts'

/**
 * Opens a store in a SQLite file with a separate thread for writing, so that the main thread never waits for the disk or
 * for other writers. The main thread reads with its own connection. The thread starts with the first write.
 * @param path the file, absolute; a missing file is created
 * @throws VariorumError as `openSqliteStore` does
 */
export function openThreadedStore(path: string, options: Omit<SqliteOptions, 'mode' | 'file'>): Store {
  const reader = openSqliteStore(path, { ...options, mode: 'write' })
  // the thread must open the same file
  return new ThreadedStore(reader, new WriterThread(path, { ...options, mode: 'write', file: reader.file }))
}

class ThreadedStore implements Store {
  readonly url: string
  readonly #reader: Store
  readonly #writer: WriterThread

  constructor(reader: Store, writer: WriterThread) {
    this.url = reader.url
    this.#reader = reader
    this.#writer = writer
  }

  state() {
    return this.#reader.state()
  }

  append(plan: Plan) {
    return this.#writer.append(plan)
  }

  async replaceIndex({ events, ...index }: Parameters<Store['replaceIndex']>[0]) {
    return this.#writer.replaceIndex({ events: [...events], ...index })
  }

  snapshots(filter?: SnapshotFilter) {
    return this.#reader.snapshots(filter)
  }

  latestSnapshots(paths?: readonly PagePath[]) {
    return this.#reader.latestSnapshots(paths)
  }

  content(hash: ContentHash) {
    return this.#reader.content(hash)
  }

  contents() {
    return this.#reader.contents()
  }

  events(filter?: EventFilter) {
    return this.#reader.events(filter)
  }

  /** Finishes pending writes first. */
  async [Symbol.asyncDispose]() {
    try {
      // the last connection to close merges the log, which takes time: the thread does that
      await this.#reader[Symbol.asyncDispose]()
    } finally {
      await this.#writer.close()
    }
  }
}
