import { openSqliteStore, type SqliteOptions } from '../sqlite/sqlite-store.ts'
import type { Store } from '../store.ts'
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
  const writer = new WriterThread(path, { ...options, mode: 'write', file: reader.file })
  return {
    url: reader.url,
    state: () => reader.state(),
    append: (plan) => writer.append(plan),
    replaceIndex: (index) => writer.replaceIndex(index),
    snapshots: (filter) => reader.snapshots(filter),
    latestSnapshots: (paths) => reader.latestSnapshots(paths),
    content: (hash) => reader.content(hash),
    contents: () => reader.contents(),
    events: (filter) => reader.events(filter),
    /** Finishes pending writes first. */
    async [Symbol.asyncDispose]() {
      try {
        // the last connection to close merges the log, which takes time: the thread does that
        await reader[Symbol.asyncDispose]()
      } finally {
        await writer.close()
      }
    },
  }
}
