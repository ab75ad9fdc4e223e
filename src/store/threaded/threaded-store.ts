import type { PagePath } from '../../model/page.ts'
import type { Plan } from '../../model/plan.ts'
import type { ContentHash } from '../../model/revision.ts'
import { openSqliteStore, type SqliteOptions } from '../sqlite/sqlite-store.ts'
import type { EventFilter, SnapshotFilter, Store } from '../store.ts'
import { WriterThread } from './writer-thread.ts'

/**
 * Opens a store in a SQLite file that is written to in a thread of its own: whatever else the process does goes on
 * while a write waits for the disk or for another writer. Reading takes a connection in this thread, since SQLite lets
 * readers see what is stored while others write. The thread begins with the first write.
 * @param path the file, absolute; it is created where it is missing
 * @throws VariorumError as `openSqliteStore` does
 */
export function openThreadedStore(path: string, options: Omit<SqliteOptions, 'mode' | 'file'>): Store {
  const reader = openSqliteStore(path, { ...options, mode: 'write' })
  // the thread must not open another file that took the place of this one
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

  /** What was begun is finished first. */
  async [Symbol.asyncDispose]() {
    try {
      // the last connection to close tidies up the log, which takes time: that is for the thread
      await this.#reader[Symbol.asyncDispose]()
    } finally {
      await this.#writer.close()
    }
  }
}
